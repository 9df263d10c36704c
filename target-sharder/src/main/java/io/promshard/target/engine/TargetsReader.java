package io.promshard.target.engine;

import io.promshard.target.discovery.SourceException;
import io.promshard.target.model.DiscoveredTarget;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads {@code /api/v1/targets} while it unfolds, one target after another; no tree is made of it. Used by one thread, once.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/3.5/querying/api/#targets">Targets</a>
 */
final class TargetsReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(1 << 20)
                    .maxNestingDepth(20)
                    .build())
            .build();

    private final TargetBuilder builder;
    private final Interner strings = new Interner();

    TargetsReader(TargetBuilder builder) {
        this.builder = builder;
    }

    /**
     * Reads all of the answer; whatever is not as expected in it makes it worthless as a whole.
     *
     * @param each told of each target as it comes, before anybody knows whether the answer is good
     */
    void read(InputStream answer, Consumer<DiscoveredTarget> each) throws SourceException {
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), answer)) {
            envelope(in, each);
            if (in.nextToken() != null) {
                throw new SourceException("answered with more than one JSON");
            }
        } catch (JacksonException e) {
            throw new SourceException("answered with JSON that cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private void envelope(JsonParser in, Consumer<DiscoveredTarget> each) throws SourceException {
        boolean found = false;
        expect(in.nextToken(), JsonToken.START_OBJECT, "the answer");
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            switch (in.currentName()) {
                case "data" -> found = data(in, each);
                case "error" -> throw new SourceException("answered with the error \"" + text(in) + '"');
                default -> skip(in);
            }
        }
        if (!found) {
            throw new SourceException("answered without activeTargets");
        }
    }

    private boolean data(JsonParser in, Consumer<DiscoveredTarget> each) throws SourceException {
        boolean found = false;
        expect(in.nextToken(), JsonToken.START_OBJECT, "data");
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            if (in.currentName().equals("activeTargets")) {
                targets(in, each);
                found = true;
            } else {
                skip(in);
            }
        }
        return found;
    }

    private void targets(JsonParser in, Consumer<DiscoveredTarget> each) throws SourceException {
        expect(in.nextToken(), JsonToken.START_ARRAY, "activeTargets");
        while (in.nextToken() != JsonToken.END_ARRAY) {
            expect(in.currentToken(), JsonToken.START_OBJECT, "a target");
            each.accept(builder.build(target(in), strings));
        }
    }

    private EngineTarget target(JsonParser in) throws SourceException {
        List<String> discovered = List.of();
        List<String> labels = List.of();
        String pool = "";
        String url = "";
        String interval = "";
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            switch (in.currentName()) {
                case "discoveredLabels" -> discovered = labels(in);
                case "labels" -> labels = labels(in);
                case "scrapePool" -> pool = text(in);
                case "scrapeUrl" -> url = text(in);
                case "scrapeInterval" -> interval = text(in);
                default -> skip(in);
            }
        }
        return new EngineTarget(discovered, labels, pool, url, interval);
    }

    /** Names and values in turn. */
    private List<String> labels(JsonParser in) throws SourceException {
        List<String> pairs = new ArrayList<>(64);
        expect(in.nextToken(), JsonToken.START_OBJECT, "a target's labels");
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            pairs.add(in.currentName());
            pairs.add(text(in));
        }
        return pairs;
    }

    private String text(JsonParser in) throws SourceException {
        expect(in.nextToken(), JsonToken.VALUE_STRING, "a label or a property");
        return strings.of(in.getStringCharacters(), in.getStringOffset(), in.getStringLength());
    }

    private static void skip(JsonParser in) {
        in.nextToken();
        in.skipChildren();
    }

    private static void expect(JsonToken found, JsonToken wanted, String what) throws SourceException {
        if (found != wanted) {
            throw new SourceException("answered with " + found + " where " + what + " should be " + wanted);
        }
    }
}
