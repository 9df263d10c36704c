package io.promshard.query.ownership;

import io.promshard.shard.labels.Labels;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a target-sharder answers on {@code /api/v1/handovers}. */
final class HandoverAnswer {

    /** How many moves may come at once. Of more than that, it is not known which. */
    static final int LIMIT = 20_000;

    private static final JsonMapper JSON = new JsonMapper();

    private HandoverAnswer() {}

    /**
     * The view that an answer gives.
     *
     * @param since from when on moves were asked for
     * @param now when it was asked
     * @throws IOException if it is no such answer, or of one that does not decide
     */
    static HandoverView read(byte[] answer, Instant since, Instant now) throws IOException {
        try {
            return view(JSON.readTree(answer).path("data"), since, now);
        } catch (JacksonException | DateTimeException | ArithmeticException e) {
            throw new IOException("what it answered tells no moves: " + e.getMessage(), e);
        }
    }

    private static HandoverView view(JsonNode data, Instant since, Instant now) throws IOException {
        if (!data.path("decides").asBoolean(false)) {
            throw new IOException("it does not decide");
        }
        Instant complete = time(data, "completeSince");
        double echo = data.path("echo").asDouble(-1);
        if (complete == null || !(echo >= 0)) {
            throw new IOException("it does not say since when it knows of moves, and for how long they are seen");
        }
        List<Handover> handovers = new ArrayList<>();
        for (JsonNode handover : data.path("handovers")) {
            handovers.add(handover(handover));
        }
        List<Instant> changes = new ArrayList<>();
        for (JsonNode change : data.path("collectors")) {
            changes.add(required(change, "at"));
        }
        boolean single = data.path("single").asBoolean(false);
        boolean cut = handovers.size() >= LIMIT || changes.size() >= LIMIT;
        Instant known = cut || !single ? now : complete.isAfter(since) ? complete : since;
        return new HandoverView(now, known, Duration.ofMillis(Math.round(echo * 1000)), handovers, changes);
    }

    private static Handover handover(JsonNode json) throws IOException {
        List<Labels> labels = new ArrayList<>();
        json.path("labels").forEach(target -> labels.add(labels(target)));
        Instant removed = time(json, "removed");
        Instant scraped = time(json, "firstScraped");
        boolean unconfirmed = json.path("result").asString("").equals("unconfirmed");
        return new Handover(
                json.path("from").asString(""),
                json.path("to").asString(""),
                labels,
                required(json, "added"),
                scraped == null && unconfirmed ? removed : scraped,
                removed);
    }

    private static Labels labels(JsonNode target) {
        Map<String, String> labels = new TreeMap<>();
        target.propertyStream()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
        return Labels.of(labels);
    }

    private static Instant required(JsonNode json, String name) throws IOException {
        Instant time = time(json, name);
        if (time == null) {
            throw new IOException("a move has no \"" + name + "\"");
        }
        return time;
    }

    private static @Nullable Instant time(JsonNode json, String name) {
        JsonNode time = json.path(name);
        return time.isString() ? Instant.parse(time.asString()) : null;
    }
}
