package io.promshard.query.random;

import io.promshard.query.random.Vocabulary.Metric;
import java.util.ArrayList;
import java.util.List;

/** Makes selectors of instants and ranges, in every form that PromQL has for them. */
final class Selectors {

    private static final List<String> FEATURES = List.of(
            "cluster=\"a\"",
            "cluster=\"b\"",
            "cluster=~\"a|b\"",
            "cluster=~\"b|c\"",
            "cluster!=\"c\"",
            "cluster!~\"a\"",
            "cluster!~\"b|c\"",
            "cluster=~\".+\"",
            "cluster=~\".*\"",
            "cluster=~\"[ab]?\"",
            "cluster!=\"\"",
            "cluster=\"\"",
            "cluster=\"nowhere\"",
            "cluster!~\".*\"",
            "cluster!=\"a\", cluster!=\"b\"",
            "cluster=\"a\", cluster=~\"a|c\"",
            "cluster=~\"(?i)A|C\"");

    private static final List<String> OFFSETS = List.of(
            " offset 1m",
            " offset -1m",
            " offset 17s",
            " offset 5m30s",
            " offset -2m500ms",
            " offset 45",
            " offset (1m + 30s)",
            " offset -(2m * 2)");

    private static final List<String> RANGES = List.of(
            "1m",
            "2m",
            "2m",
            "5m",
            "5m",
            "10m",
            "17s",
            "500ms",
            "15s",
            "30s",
            "20m",
            "90",
            "1m30s",
            "(1m * 2)",
            "4m ^ 1 + 7s");

    private final Dice dice;

    Selectors(Dice dice) {
        this.dice = dice;
    }

    /** {@code name{…} offset … @ …}. */
    String instant(Metric metric) {
        return selector(metric) + modifiers();
    }

    /** {@code name{…}[…] offset … @ …}. */
    String range(Metric metric) {
        return selector(metric) + "[" + dice.pick(RANGES) + "]" + modifiers();
    }

    /** Of a subquery too. */
    String modifiers() {
        String offset = dice.chance(12) ? dice.pick(OFFSETS) : "";
        String at = dice.chance(9) ? " @ " + time() : "";
        return dice.chance(50) ? offset + at : at + offset;
    }

    private String time() {
        long millis = dice.between(AwkwardData.START - 200_000, AwkwardData.END + 200_000);
        return dice.pick("start()", "end()", Times.seconds(millis), Times.seconds(millis / 15_000 * 15_000));
    }

    private String selector(Metric metric) {
        List<String> matchers = matchers(metric);
        String name = metric.name();
        return switch (name.chars().allMatch(c -> c < 128 && c != '.') ? dice.below(12) : 11) {
            case 0 -> braces("__name__=\"" + name + "\"", matchers);
            case 1 -> braces("__name__=~\"" + name + "|only_.\"", matchers);
            case 2 -> braces(dice.pick("job=\"api\"", "zone=~\"x|y\"", "k!=\"\"", "instance=\"i0\""), matchers);
            case 3, 11 -> braces("\"" + name + "\"", matchers);
            default -> matchers.isEmpty() ? name : name + braces("", matchers);
        };
    }

    private static String braces(String first, List<String> matchers) {
        List<String> all = new ArrayList<>(matchers);
        if (!first.isEmpty()) {
            all.addFirst(first);
        }
        return "{" + String.join(", ", all) + "}";
    }

    private List<String> matchers(Metric metric) {
        List<String> matchers = new ArrayList<>();
        if (dice.chance(40)) {
            matchers.add(dice.pick(FEATURES));
        }
        for (String label : metric.labels()) {
            if (dice.chance(12)) {
                matchers.add(matcher(label));
            }
        }
        if (dice.chance(2)) {
            matchers.add(
                    dice.pick("nowhere=\"\"", "nowhere=~\".*\"", "nowhere!=\"x\"", "nowhere!~\".+\"", "nowhere=\"x\""));
        }
        return dice.shuffled(matchers);
    }

    private String matcher(String label) {
        List<String> values = Vocabulary.values(label);
        String value = dice.pick(values).replace("+", "\\\\+");
        String quoted = label.equals("straße") ? "\"straße\"" : label;
        return quoted
                + switch (dice.below(7)) {
                    case 0, 1 -> "=\"" + value.replace("\\\\", "") + "\"";
                    case 2 -> "!=\"" + value.replace("\\\\", "") + "\"";
                    case 3 -> "=~\"" + value + "|" + dice.pick(values).replace("+", "\\\\+") + "\"";
                    case 4 -> "!~\"" + value + "\"";
                    case 5 -> "=~\"" + "." + dice.pick("*", "+", "{1,3}") + "|z\"";
                    default -> dice.pick("=~\".+\"", "!=\"\"", "!~\"\"", "=~\".*\"");
                };
    }
}
