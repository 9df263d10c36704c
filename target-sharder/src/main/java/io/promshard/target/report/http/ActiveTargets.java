package io.promshard.target.report.http;

import io.promshard.shard.labels.Labels;
import io.promshard.target.model.TargetKey;
import io.promshard.target.report.ScrapeHealth;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads an answer to {@code /api/v1/targets} piece by piece. What it does not know it passes over. */
final class ActiveTargets {

    private static final int LONGEST_ERROR = 500;

    private final Duration ahead;

    /** @param ahead how far the collector's clock is ahead of ours */
    ActiveTargets(Duration ahead) {
        this.ahead = ahead;
    }

    List<ActiveTarget> read(InputStream body) {
        List<ActiveTarget> targets = new ArrayList<>();
        Answers.read(body, "activeTargets", in -> targets.add(target(in)));
        return targets;
    }

    private ActiveTarget target(JsonParser in) {
        OptionalLong key = OptionalLong.empty();
        Labels labels = Labels.EMPTY;
        ScrapeHealth health = ScrapeHealth.UNKNOWN;
        Instant lastScrape = Instant.EPOCH;
        String lastError = "";
        double samples = Double.NaN;
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = in.currentName();
            in.nextToken();
            switch (name) {
                case "discoveredLabels" -> key = key(in);
                case "labels" -> labels = labels(in);
                case "health" -> health = health(in.getValueAsString(""));
                case "lastScrape" -> lastScrape = time(in.getValueAsString(""));
                case "lastError" -> lastError = shortened(in.getValueAsString(""));
                case "lastSamplesScraped" -> samples = in.getValueAsDouble(Double.NaN);
                default -> in.skipChildren();
            }
        }
        return new ActiveTarget(key, labels, health, lastScrape, lastError, samples);
    }

    /** The other labels are as many as they are useless here. */
    private static OptionalLong key(JsonParser in) {
        OptionalLong key = OptionalLong.empty();
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean ours = in.currentName().equals(HttpReporter.KEY);
            in.nextToken();
            if (ours) {
                key = parsed(in.getValueAsString(""));
            }
            in.skipChildren();
        }
        return key;
    }

    private static OptionalLong parsed(String key) {
        try {
            return OptionalLong.of(TargetKey.parse(key));
        } catch (IllegalArgumentException e) {
            return OptionalLong.empty();
        }
    }

    static Labels labels(JsonParser in) {
        Map<String, String> labels = new HashMap<>();
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = in.currentName();
            in.nextToken();
            labels.put(name, in.getValueAsString(""));
            in.skipChildren();
        }
        return Labels.of(labels);
    }

    private static ScrapeHealth health(String text) {
        return switch (text) {
            case "up" -> ScrapeHealth.UP;
            case "down" -> ScrapeHealth.DOWN;
            default -> ScrapeHealth.UNKNOWN;
        };
    }

    /** By our clock. One that was never scraped has the year 1. */
    private Instant time(String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            return time.isAfter(Instant.EPOCH) ? time.minus(ahead) : Instant.EPOCH;
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    private static String shortened(String error) {
        return error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR) + "…";
    }
}
