package io.promshard.target.report.http;

import io.promshard.shard.labels.Labels;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads a vector: the answer to an instant query. */
final class SampleVector {

    private SampleVector() {}

    /** Values by labels, without the metric's name. */
    static Map<Labels, Double> read(InputStream body) {
        Map<Labels, Double> values = new HashMap<>();
        Answers.read(body, "result", in -> add(in, values));
        return values;
    }

    private static void add(JsonParser in, Map<Labels, Double> values) {
        Labels labels = Labels.EMPTY;
        double value = Double.NaN;
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = in.currentName();
            in.nextToken();
            switch (name) {
                case "metric" -> labels = ActiveTargets.labels(in).without(List.of("__name__"));
                case "value" -> value = value(in);
                default -> in.skipChildren();
            }
        }
        values.put(labels, value);
    }

    /** A time, then a number in quotes. */
    private static double value(JsonParser in) {
        double value = Double.NaN;
        while (in.nextToken() != JsonToken.END_ARRAY) {
            value = in.getValueAsDouble(Double.NaN);
            in.skipChildren();
        }
        return value;
    }
}
