package io.promshard.query.random;

import io.promshard.query.random.Difference.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Compares answers of the API: status, type of error, type of result, series, their points and times, and numbers.
 *
 * <p>Words of errors are notes: which of several errors is told is a matter of who finds one first, and which series it names one of
 * their order; and a shard names them without the label that it does not store.
 */
final class Answers {

    private final List<Difference> found = new ArrayList<>();

    private Answers() {}

    /**
     * What differs.
     *
     * @param ordered whether the order of an instant vector counts
     */
    static List<Difference> differences(JsonNode want, JsonNode have, boolean ordered) {
        Answers answers = new Answers();
        answers.compare(want, have, ordered);
        return answers.found;
    }

    /** What kinds of errors, warnings and infos differ in, but for where in the text they point to; empty if in nothing. */
    static String otherNotes(JsonNode want, JsonNode have) {
        String before = errorKind(want) + notes(want, "warnings") + notes(want, "infos");
        String after = errorKind(have) + notes(have, "warnings") + notes(have, "infos");
        return before.equals(after) ? "" : after + ", not " + before;
    }

    private static Set<String> notes(JsonNode answer, String kind) {
        Set<String> notes = new TreeSet<>();
        answer.path(kind).forEach(note -> notes.add(note.asString().replaceFirst(" \\(\\d+:\\d+\\)$", "")));
        return notes;
    }

    private void compare(JsonNode want, JsonNode have, boolean ordered) {
        same(Kind.STATUS, "", outcome(want), outcome(have));
        if (!found.isEmpty() || want.has("error")) {
            return;
        }
        JsonNode before = want.path("data").path("result");
        JsonNode after = have.path("data").path("result");
        switch (want.path("data").path("resultType").asString()) {
            case "scalar" -> numbers("scalar", before, after);
            case "string" -> same(Kind.STATUS, "", before.toString(), after.toString());
            default -> {
                series(byLabels(before), byLabels(after));
                if (ordered && found.isEmpty() && !sameSequence(before, after)) {
                    found.add(new Difference(Kind.ORDER, "", 1, after + ", not " + before));
                }
            }
        }
    }

    private static String outcome(JsonNode answer) {
        return answer.path("status").asString("no status in " + answer)
                + " " + answer.path("errorType").asString("")
                + " " + answer.path("data").path("resultType").asString("");
    }

    private static String errorKind(JsonNode answer) {
        String error = answer.path("error").asString("");
        String text = error.startsWith("invalid parameter \"query\": ") ? error.substring(27) : error;
        return text.split(" for the match group | on the |: |; ", 2)[0].replaceAll("^\\d+:\\d+$", "parse error");
    }

    private void series(Map<String, JsonNode> want, Map<String, JsonNode> have) {
        same(Kind.SERIES, "", want.keySet().toString(), have.keySet().toString());
        want.forEach((labels, series) -> {
            if (have.containsKey(labels)) {
                points(labels, series, Objects.requireNonNull(have.get(labels)));
            }
        });
    }

    private void points(String labels, JsonNode want, JsonNode have) {
        for (String kind : List.of("value", "values", "histogram", "histograms")) {
            Map<String, JsonNode> before = byTime(kind, want.path(kind));
            Map<String, JsonNode> after = byTime(kind, have.path(kind));
            same(Kind.POINTS, labels, kind + before.keySet(), kind + after.keySet());
            before.forEach((time, point) -> {
                if (after.containsKey(time)) {
                    numbers(labels, point, Objects.requireNonNull(after.get(time)));
                }
            });
        }
    }

    private static Map<String, JsonNode> byTime(String kind, JsonNode points) {
        Map<String, JsonNode> byTime = new TreeMap<>();
        if (points.isArray() && !points.isEmpty()) {
            (kind.endsWith("s") ? points : List.of(points))
                    .forEach(point -> byTime.put(point.path(0).toString(), point));
        }
        return byTime;
    }

    /** All numbers within, be they a value or the parts of a histogram. */
    private void numbers(String labels, JsonNode want, JsonNode have) {
        List<String> before = leaves(want);
        List<String> after = leaves(have);
        double worst = before.size() == after.size() ? 0 : Double.POSITIVE_INFINITY;
        for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
            worst = Math.max(worst, Numbers.distance(before.get(i), after.get(i)));
        }
        if (worst > Numbers.TOLERANCE) {
            found.add(new Difference(Kind.VALUE, labels, worst, have + ", not " + want));
        }
    }

    private static List<String> leaves(JsonNode node) {
        if (!node.isContainer()) {
            return List.of(node.asString());
        }
        return StreamSupport.stream(node.spliterator(), false)
                .flatMap(child -> leaves(child).stream())
                .toList();
    }

    /** Series of equal values may come in any order. */
    private static boolean sameSequence(JsonNode want, JsonNode have) {
        for (int i = 0; i < want.size(); i++) {
            List<String> before = leaves(want.get(i).path("value"));
            List<String> after = leaves(have.get(i).path("value"));
            if (before.size() != after.size()
                    || (before.size() > 1 && Numbers.distance(before.get(1), after.get(1)) > Numbers.TOLERANCE)) {
                return false;
            }
        }
        return true;
    }

    private void same(Kind kind, String where, String want, String have) {
        if (!want.equals(have)) {
            found.add(new Difference(kind, where, Double.POSITIVE_INFINITY, have + ", not " + want));
        }
    }

    private static Map<String, JsonNode> byLabels(JsonNode result) {
        Map<String, JsonNode> series = new TreeMap<>();
        for (JsonNode one : result) {
            Map<String, String> labels = new TreeMap<>();
            one.path("metric")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asString()));
            if (series.put(labels.toString(), one) != null) {
                series.put(labels + " twice", one);
            }
        }
        return series;
    }
}
