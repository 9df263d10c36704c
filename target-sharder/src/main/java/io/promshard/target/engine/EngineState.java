package io.promshard.target.engine;

import io.promshard.target.discovery.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Since when an engine has been what it is, all by its own clock.
 *
 * @param started when its process began
 * @param configured when it took its configuration
 */
record EngineState(Instant started, Instant configured, Instant now) {

    static final String PATH = "/api/v1/status/runtimeinfo";

    private static final long MOST_BYTES = 1 << 20;
    private static final JsonMapper JSON = new JsonMapper();

    /** Of an answer to {@link #PATH}. */
    static EngineState of(EngineAnswer answer) throws SourceException {
        try (InputStream in = answer.open(MOST_BYTES)) {
            JsonNode data = JSON.readTree(in).path("data");
            return new EngineState(time(data, "startTime"), time(data, "lastConfigTime"), answer.sent());
        } catch (IOException | JacksonException e) {
            throw new SourceException("answered " + PATH + " with what is not its JSON: " + e.getMessage(), e);
        }
    }

    private static Instant time(JsonNode data, String name) throws SourceException {
        String text = data.path(name).asString("");
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new SourceException(name + " of its " + PATH + " is \"" + text + "\", which is no time", e);
        }
    }

    /** How long its discoveries have had to find what there is. */
    Duration age() {
        return Duration.between(started.isAfter(configured) ? started : configured, now);
    }

    /** Whether nothing but time has passed between the two. */
    boolean isSameRunAs(EngineState other) {
        return started.equals(other.started) && configured.equals(other.configured);
    }
}
