package io.promshard.query.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Compares two answers of the API: kinds, series, times, values within 1e-9, texts of errors.
 *
 * <p>Which of several series an error names is a matter of their order, and a shard that finds it names them without the label
 * that it does not store: what follows the kind of the error is not compared.
 */
final class SameAnswer {

    private static final double RELATIVE = 1e-9;

    private SameAnswer() {}

    /** What differs; empty if nothing does. */
    static List<String> differences(JsonNode want, JsonNode have) {
        List<String> found = new ArrayList<>();
        for (String field : List.of("status", "errorType")) {
            same(field, want.path(field).asString(""), have.path(field).asString(""), found);
        }
        same(
                "error",
                kind(want.path("error").asString("")),
                kind(have.path("error").asString("")),
                found);
        same(
                "resultType",
                want.at("/data/resultType").asString(""),
                have.at("/data/resultType").asString(""),
                found);
        if (want.at("/data/resultType").asString("").equals("scalar")) {
            point("scalar", want.at("/data/result"), have.at("/data/result"), found);
        } else {
            series(byLabels(want), byLabels(have), found);
        }
        return found;
    }

    private static String kind(String error) {
        return error.split(" for the match group | on the |: ", 2)[0];
    }

    private static void series(Map<String, JsonNode> want, Map<String, JsonNode> have, List<String> found) {
        same("series", want.keySet().toString(), have.keySet().toString(), found);
        if (found.isEmpty()) {
            want.forEach((labels, series) -> points(labels, series, Objects.requireNonNull(have.get(labels)), found));
        }
    }

    private static void points(String labels, JsonNode want, JsonNode have, List<String> found) {
        if (want.has("value")) {
            point(labels, want.path("value"), have.path("value"), found);
            return;
        }
        same(labels + " points", want.path("values").size(), have.path("values").size(), found);
        for (int i = 0; found.isEmpty() && i < want.path("values").size(); i++) {
            point(labels, want.path("values").get(i), have.path("values").get(i), found);
        }
    }

    private static void point(String where, JsonNode want, JsonNode have, List<String> found) {
        same(where + " time", want.path(0).asDouble(), have.path(0).asDouble(), found);
        double x = number(want.path(1).asString(""));
        double y = number(have.path(1).asString(""));
        boolean close =
                Double.compare(x, y) == 0 || x == y || Math.abs(x - y) <= RELATIVE * Math.max(Math.abs(x), Math.abs(y));
        if (!close) {
            found.add(where + ": " + have + ", not " + want);
        }
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static void same(String what, Object want, Object have, List<String> found) {
        if (!want.equals(have)) {
            found.add(what + ": " + have + ", not " + want);
        }
    }

    private static Map<String, JsonNode> byLabels(JsonNode answer) {
        Map<String, JsonNode> series = new TreeMap<>();
        for (JsonNode one : answer.at("/data/result")) {
            series.put(new TreeMap<>(labels(one)).toString(), one);
        }
        return series;
    }

    private static Map<String, String> labels(JsonNode series) {
        Map<String, String> labels = new TreeMap<>();
        series.path("metric")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString()));
        return labels;
    }
}
