package io.promshard.query.random;

import java.util.List;
import java.util.function.Supplier;

/** Makes calls of every function. */
final class Calls {

    private static final List<String> OF_VALUES = List.of(
            "abs", "ceil", "floor", "exp", "ln", "log2", "log10", "sgn", "sqrt", "deg", "rad", "sin", "cos", "tan",
            "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh");
    private static final List<String> OF_DATES = List.of(
            "day_of_month",
            "day_of_week",
            "day_of_year",
            "days_in_month",
            "hour",
            "minute",
            "month",
            "year",
            "timestamp");
    private static final List<String> OF_RANGES = List.of(
            "rate",
            "rate",
            "increase",
            "increase",
            "irate",
            "delta",
            "idelta",
            "deriv",
            "changes",
            "resets",
            "avg_over_time",
            "avg_over_time",
            "sum_over_time",
            "count_over_time",
            "min_over_time",
            "max_over_time",
            "last_over_time",
            "last_over_time",
            "present_over_time",
            "stddev_over_time",
            "stdvar_over_time",
            "mad_over_time",
            "ts_of_last_over_time",
            "ts_of_max_over_time",
            "ts_of_min_over_time",
            "absent_over_time");
    private static final List<String> OF_HISTOGRAMS =
            List.of("histogram_avg", "histogram_count", "histogram_sum", "histogram_stddev", "histogram_stdvar");

    private final Grammar grammar;
    private final Dice dice;

    Calls(Grammar grammar) {
        this.grammar = grammar;
        this.dice = grammar.dice;
    }

    /** Of an instant vector, or of none. */
    String ofVector(int depth) {
        Supplier<String> vector = () -> grammar.vector(depth - 1);
        return switch (dice.below(20)) {
            case 0, 1, 2, 3 -> dice.pick(OF_VALUES) + "(" + vector.get() + ")";
            case 4, 5 -> dice.chance(10) ? dates() + "()" : dice.pick(OF_DATES) + "(" + vector.get() + ")";
            case 6 ->
                "clamp(" + vector.get() + ", " + grammar.scalar(depth - 1) + ", " + grammar.scalar(depth - 1) + ")";
            case 7 -> dice.pick("clamp_min", "clamp_max") + "(" + vector.get() + ", " + grammar.scalar(depth - 1) + ")";
            case 8 -> "round(" + vector.get() + dice.pick("", ", " + grammar.scalar(1)) + ")";
            case 9, 10 -> labelReplace(vector.get());
            case 11 -> labelJoin(vector.get());
            case 12 -> "absent(" + dice.pick(grammar.instant(), vector.get()) + ")";
            case 13 -> "vector(" + grammar.scalar(depth - 1) + ")";
            case 14 -> dice.pick("sort", "sort_desc") + "(" + vector.get() + ")";
            case 15 ->
                dice.pick("sort_by_label", "sort_by_label_desc") + "(" + vector.get() + ", \"job\"" + ", \"zone\")";
            case 16 -> dice.chance(25) ? info(vector.get()) : classicQuantile(depth);
            default -> ofHistograms(depth);
        };
    }

    private String dates() {
        return dice.pick(OF_DATES.subList(0, OF_DATES.size() - 1));
    }

    private String ofHistograms(int depth) {
        String histograms = grammar.histograms(depth - 1, Vocabulary.HISTOGRAMS);
        return switch (dice.below(5)) {
            case 0, 1 -> "histogram_quantile(" + quantile(depth) + ", " + histograms + ")";
            case 2 ->
                "histogram_fraction(" + dice.pick("0", "-Inf", "0.5", "-2") + ", " + dice.pick("1", "3", "Inf", "0.7")
                        + ", " + histograms + ")";
            default -> statistics(depth);
        };
    }

    /** Whether Prometheus looks at buckets at all for these depends on where in the query they stand. */
    private String statistics(int depth) {
        return dice.pick(OF_HISTOGRAMS) + "(" + grammar.histograms(depth - 1, Vocabulary.ADDABLE) + ")";
    }

    private String classicQuantile(int depth) {
        String buckets =
                dice.pick("latency_bucket", "rate(latency_bucket[5m])", "increase(latency_bucket{cluster!=\"b\"}[2m])");
        String by = dice.pick("le", "le, cluster", "le, job");
        String folded = dice.chance(70) ? "sum by (" + by + ") (" + buckets + ")" : buckets;
        return dice.chance(70)
                ? "histogram_quantile(" + quantile(depth) + ", " + folded + ")"
                : "histogram_fraction(0, " + dice.pick("0.5", "5") + ", " + folded + ")";
    }

    String quantile(int depth) {
        return dice.chance(85)
                ? dice.pick("0", "0.1", "0.5", "0.9", "0.99", "1", "-1", "1.5", "NaN")
                : grammar.scalar(depth - 1);
    }

    /** Of a range vector. */
    String ofRange(int depth) {
        String range = grammar.range(depth);
        return switch (dice.below(12)) {
            case 0 -> "quantile_over_time(" + quantile(depth) + ", " + range + ")";
            case 1 ->
                "predict_linear(" + range + ", " + (dice.chance(85) ? grammar.number() : grammar.scalar(depth - 1))
                        + ")";
            case 2 ->
                "double_exponential_smoothing(" + range + ", " + dice.pick("0.3", "0.5", "0.9", "1.1") + ", "
                        + dice.pick("0.1", "0.6") + ")";
            default -> dice.pick(OF_RANGES) + "(" + range + ")";
        };
    }

    private String labelReplace(String vector) {
        String target = dice.pick("new", "new", "job", "zone", "cluster", "__name__", "größe");
        String source = dice.pick("cluster", "cluster", "job", "zone", "instance", "__name__", "nowhere");
        String regex = dice.pick("(.*)", "(.*)", "(a|b)", "(.)(.*)", "(?P<x>.+)", "i(.)", "");
        String replacement = dice.pick("$1", "${1}x", "$0-$1", "", "c", "$2$1", "$$");
        return "label_replace(%s, \"%s\", \"%s\", \"%s\", \"%s\")"
                .formatted(vector, target, replacement, source, regex);
    }

    private String labelJoin(String vector) {
        String target = dice.pick("new", "new", "job", "cluster");
        String sources = dice.pick("\"cluster\", \"job\"", "\"job\", \"zone\"", "\"zone\"", "\"nowhere\", \"cluster\"");
        return "label_join(" + vector + ", \"" + target + "\", \"" + dice.pick("-", "", "/") + "\", " + sources + ")";
    }

    private String info(String vector) {
        String second = dice.pick("", "", ", {version=~\".+\"}", ", {cluster=\"a\"}");
        return "info(" + dice.pick(vector, "requests_total", "rate(errors_total[5m])", "errors_total{cluster=\"a\"}")
                + second + ")";
    }
}
