package io.promshard.pgw.scrape;

import io.promshard.pgw.exposition.ExpositionException;
import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.snapshot.Draft;
import io.promshard.pgw.snapshot.GroupList.Listed;
import io.promshard.pgw.snapshot.PushTimes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads {@code /api/v1/metrics} of a Pushgateway: the keys of its groups, and just what a draft has to know besides.
 *
 * <p>The list names families and the group's labels in one object, so a metric called {@code labels} hides the latter. Then those of
 * {@code push_time_seconds} serve, which do not tell whether an empty {@code instance} is the group's own.
 */
final class ListParser {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String LABELS = "labels";

    private final Set<String> wanted;
    private final Map<String, String> helps;

    private ListParser(Set<String> wanted, Map<String, String> helps) {
        this.wanted = wanted;
        this.helps = helps;
    }

    /** The groups as a draft needs them, in the order of the list. */
    static List<Listed> groups(byte[] json, Draft draft) throws ExpositionException {
        return new ListParser(draft.openFamilies(), draft.helps())
                .parse(json).stream().map(Item::group).toList();
    }

    /** The groups and where they lie, in the order of the list. */
    static List<Item> items(byte[] json) throws ExpositionException {
        return new ListParser(Set.of(), Map.of()).parse(json);
    }

    private List<Item> parse(byte[] json) throws ExpositionException {
        try (JsonParser parser = JSON.createParser(json)) {
            return document(parser);
        } catch (JacksonException e) {
            throw new ExpositionException("the list of groups is not the JSON it should be: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            throw new ExpositionException("the list of groups: " + e.getMessage());
        }
    }

    private List<Item> document(JsonParser parser) throws ExpositionException {
        @Nullable List<Item> groups = null;
        expect(parser.nextToken(), JsonToken.START_OBJECT);
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("data") && value == JsonToken.START_ARRAY) {
                groups = groups(parser);
            } else {
                parser.skipChildren();
            }
        }
        if (groups == null) {
            throw new ExpositionException("the list of groups has no array called data");
        }
        return groups;
    }

    private List<Item> groups(JsonParser parser) throws ExpositionException {
        List<Item> groups = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser.currentToken(), JsonToken.START_OBJECT);
            groups.add(group(parser));
        }
        return groups;
    }

    private Item group(JsonParser parser) throws ExpositionException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        Entry entry = new Entry();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                member(name, parser, entry);
            }
        }
        int to = (int) parser.currentLocation().getByteOffset();
        return new Item(entry.listed(), entry.failureTime(), from, to);
    }

    /** The labels of the group, or a family. */
    private void member(String name, JsonParser parser, Entry entry) throws ExpositionException {
        Map<String, String> texts = new HashMap<>();
        boolean family = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String part = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_ARRAY) {
                family = true;
                metrics(name, parser, entry);
            } else {
                texts.put(part, text(parser));
            }
        }
        if (family) {
            entry.help(name, texts.getOrDefault("help", ""));
        } else if (name.equals(LABELS)) {
            entry.labels = texts;
        }
    }

    private void metrics(String family, JsonParser parser, Entry entry) throws ExpositionException {
        boolean pushTime = family.equals(PushTimes.PUSH);
        boolean failureTime = family.equals(PushTimes.FAILURE);
        if (!pushTime && !failureTime && !wanted.contains(family)) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser.currentToken(), JsonToken.START_OBJECT);
            Metric metric = metric(parser);
            if (pushTime) {
                entry.pushTime = metric;
            } else if (failureTime && entry.failureTime == null) {
                entry.failureTime = metric;
            }
            if (wanted.contains(family)) {
                entry.series.add(Listed.series(family, metric.labels()));
            }
        }
    }

    private static Metric metric(JsonParser parser) throws ExpositionException {
        Map<String, String> labels = new HashMap<>();
        String value = "";
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (name.equals(LABELS) && token == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String label = parser.currentName();
                    parser.nextToken();
                    labels.put(label, text(parser));
                }
            } else if (name.equals("value")) {
                value = text(parser);
            } else {
                parser.skipChildren();
            }
        }
        return new Metric(labels, value);
    }

    private static String text(JsonParser parser) throws ExpositionException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new ExpositionException("the list of groups has " + parser.currentToken() + " for a text at "
                    + parser.currentLocation().offsetDescription());
        }
        return parser.getString();
    }

    private static void expect(@Nullable JsonToken token, JsonToken wanted) throws ExpositionException {
        if (token != wanted) {
            throw new ExpositionException("the list of groups has " + token + " for " + wanted);
        }
    }

    /**
     * A group of a list.
     *
     * @param from where it begins in the document
     * @param to where it has ended
     */
    record Item(Listed group, double failureTime, int from, int to) {}

    private record Metric(Map<String, String> labels, String value) {}

    /** A group while it is read. */
    private final class Entry {

        private final Map<String, String> ownHelps = new HashMap<>();
        private final Set<String> series = new HashSet<>();
        private @Nullable Map<String, String> labels;
        private @Nullable Metric pushTime;
        private @Nullable Metric failureTime;

        private double failureTime() {
            return failureTime == null ? 0 : Double.parseDouble(failureTime.value());
        }

        private void help(String family, String help) {
            if (!help.equals(helps.getOrDefault(family, ""))) {
                ownHelps.put(family, help);
            }
        }

        private Listed listed() throws ExpositionException {
            if (pushTime == null) {
                throw new ExpositionException("the list of groups has one without " + PushTimes.PUSH + ": " + labels);
            }
            double time = Double.parseDouble(pushTime.value());
            if (labels != null) {
                return new Listed(GroupingKey.of(labels), true, time, Map.copyOf(ownHelps), Set.copyOf(series));
            }
            Map<String, String> shown = new HashMap<>(pushTime.labels());
            boolean known = !Objects.equals(shown.get("instance"), "");
            shown.remove("instance", "");
            return new Listed(GroupingKey.of(shown), known, time, Map.copyOf(ownHelps), Set.copyOf(series));
        }
    }
}
