package io.promshard.query.random;

import io.promshard.query.random.Vocabulary.Metric;
import java.util.List;

/**
 * Makes random PromQL: each method an expression of a type, of limited depth. Most are well-typed, and look for what is there;
 * a few are neither.
 */
final class Grammar {

    private static final int MOST_SUBQUERIES = 2;

    final Dice dice;
    private final Selectors selectors;
    private final Calls calls;
    private final Aggregations aggregations;
    private final Binaries binaries;
    private final Metric favourite;
    private int subqueries;

    /** For one query. */
    Grammar(Dice dice) {
        this.dice = dice;
        this.selectors = new Selectors(dice);
        this.calls = new Calls(this);
        this.aggregations = new Aggregations(this);
        this.binaries = new Binaries(this);
        this.favourite = dice.pick(Vocabulary.GAUGES, Vocabulary.GAUGES, Vocabulary.COUNTERS)
                .get(dice.below(6));
    }

    /** A whole query of that depth at the most. */
    static String query(Dice dice) {
        Grammar grammar = new Grammar(dice);
        int depth = dice.pick(1, 2, 3, 3, 4, 4, 5, 5, 6);
        return switch (dice.below(40)) {
            case 0 -> grammar.string();
            case 1 -> grammar.range(depth);
            case 2, 3 -> grammar.scalar(depth);
            default -> grammar.vector(depth);
        };
    }

    /** An instant vector, or, seldom, what is none. */
    String vector(int depth) {
        if (dice.below(400) == 0) {
            return illTyped();
        }
        if (depth <= 1 || dice.chance(4)) {
            return dice.chance(85) ? instant() : calls.ofRange(1);
        }
        return switch (dice.below(20)) {
            case 0, 1, 2, 3, 4, 5 -> aggregations.next(depth);
            case 6, 7, 8, 9, 10 -> binaries.ofVector(depth);
            case 11, 12, 13, 14 -> calls.ofVector(depth);
            case 15, 16, 17 -> calls.ofRange(depth);
            case 18 -> dice.pick("-", "+") + "(" + vector(depth - 1) + ")";
            default -> "(" + vector(depth - 1) + ")";
        };
    }

    /** A vector of native histograms, mostly. */
    String histograms(int depth, List<Metric> metrics) {
        if (depth > 1 && dice.chance(40)) {
            return aggregations.ofHistograms(depth, metrics);
        }
        Metric metric = dice.pick(metrics);
        return dice.chance(50)
                ? selectors.instant(metric)
                : dice.pick("rate", "increase", "last_over_time", "sum_over_time", "avg_over_time") + "("
                        + selectors.range(metric) + ")";
    }

    String instant() {
        return selectors.instant(metric());
    }

    Metric metric() {
        return switch (dice.below(10)) {
            case 0, 1, 2, 3, 4 -> favourite;
            case 5, 6, 7 -> dice.pick(Vocabulary.GAUGES);
            case 8 -> dice.pick(Vocabulary.COUNTERS);
            default -> dice.pick(Vocabulary.HISTOGRAMS);
        };
    }

    /** Scraped samples, or a subquery where it is not too deep. */
    String range(int depth) {
        if (depth > 2 && subqueries < MOST_SUBQUERIES && dice.chance(45)) {
            return subquery(depth);
        }
        Metric metric = dice.chance(50) ? dice.pick(Vocabulary.COUNTERS) : metric();
        return dice.below(400) == 0 ? vector(depth - 1) : selectors.range(metric);
    }

    private String subquery(int depth) {
        subqueries++;
        String inner = dice.chance(97) ? vector(depth - 1) : scalar(depth - 1);
        subqueries--;
        String range = dice.pick("1m", "3m", "5m", "7m", "10m", "(2m + 90s)");
        String step = dice.pick("", "30s", "1m", "1m", "13s", "2m30s", "45", "12m", "(15s * 2)");
        return "(" + inner + ")[" + range + ":" + step + "]" + selectors.modifiers();
    }

    String scalar(int depth) {
        if (dice.below(400) == 0) {
            return illTyped();
        }
        if (depth <= 1) {
            return dice.chance(90) ? number() : dice.pick("time()", "pi()");
        }
        return switch (dice.below(8)) {
            case 0, 1 -> "scalar(" + vector(depth - 1) + ")";
            case 2 -> binaries.ofScalars(depth);
            case 3 -> dice.pick("time()", "pi()", "(time() % 600)", "-(time())");
            case 4 -> "(" + scalar(depth - 1) + ")";
            default -> number();
        };
    }

    String number() {
        return dice.pick(
                "0", "1", "2", "3", "-1.5", "0.5", "1e3", "0x1F", "Inf", "-Inf", "NaN", "1_000", ".25", "5m", "0.9",
                "100", "-0", "7");
    }

    String string() {
        return dice.pick("\"a b\"", "'it'", "`raw\\n`", "\"\\u00e9\\n\"", "\"\"");
    }

    List<String> labels() {
        return dice.chance(70)
                ? dice.some(List.of(Vocabulary.FEATURE, "job", "zone"))
                : dice.shuffled(dice.some(Vocabulary.LABELS));
    }

    /** Labels between parentheses. */
    static String list(List<String> labels) {
        return "("
                + String.join(
                        ", ",
                        labels.stream()
                                .map(label -> label.equals("straße") ? "\"straße\"" : label)
                                .toList())
                + ")";
    }

    private String illTyped() {
        return switch (dice.below(6)) {
            case 0 -> string();
            case 1 -> selectors.range(metric());
            case 2 -> number();
            case 3 -> "no_such_function(" + instant() + ")";
            case 4 -> "abs(" + instant() + ", " + instant() + ")";
            default -> "{" + dice.pick("job=~\"\"", "job!=\"x\"", "", "job=~\"(\"") + "}";
        };
    }
}
