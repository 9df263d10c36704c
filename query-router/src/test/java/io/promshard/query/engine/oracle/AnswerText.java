package io.promshard.query.engine.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Finds the first difference between two answers; numbers may differ in their last digits. */
final class AnswerText {

    private static final double RELATIVE = 1e-9;
    private static final double ABSOLUTE = 1e-9;

    private AnswerText() {}

    /** Empty if there is no difference. */
    static String difference(JsonNode expected, JsonNode actual) {
        if (expected.isArray() && actual.isArray()) {
            return ofArrays(items(expected), items(actual));
        }
        if (expected.isObject() && actual.isObject()) {
            List<String> names = new ArrayList<>(expected.propertyNames());
            for (String name : names) {
                String difference = difference(expected.path(name), actual.path(name));
                if (!difference.isEmpty()) {
                    return name + ": " + difference;
                }
            }
            return names.size() == actual.size() ? "" : "has " + actual.propertyNames() + ", not " + names;
        }
        return same(expected, actual) ? "" : actual + ", not " + expected;
    }

    /** The same of series whose order says nothing. */
    static String differenceInAnyOrder(JsonNode expected, JsonNode actual) {
        return ofArrays(byMetric(expected), byMetric(actual));
    }

    private static List<JsonNode> byMetric(JsonNode series) {
        return items(series).stream()
                .sorted(Comparator.comparing(one -> one.path("metric").toString()))
                .toList();
    }

    /** Strings of an array, which may be missing. */
    static List<String> sorted(JsonNode array) {
        return items(array).stream().map(JsonNode::asString).sorted().toList();
    }

    private static String ofArrays(List<JsonNode> expected, List<JsonNode> actual) {
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
            String difference = difference(expected.get(i), actual.get(i));
            if (!difference.isEmpty()) {
                return "[" + i + "] " + difference;
            }
        }
        return expected.size() == actual.size() ? "" : actual.size() + " items, not " + expected.size();
    }

    private static List<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static boolean same(JsonNode expected, JsonNode actual) {
        return expected.equals(actual)
                || (expected.isString() && actual.isString() && close(expected.asString(), actual.asString()));
    }

    private static boolean close(String expected, String actual) {
        try {
            double a = Double.parseDouble(expected);
            double b = Double.parseDouble(actual);
            double most = Math.max(ABSOLUTE, RELATIVE * Math.max(Math.abs(a), Math.abs(b)));
            return Double.isFinite(a) && Double.isFinite(b) && Math.abs(a - b) <= most;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
