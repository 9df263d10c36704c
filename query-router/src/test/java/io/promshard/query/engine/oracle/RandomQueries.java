package io.promshard.query.engine.oracle;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Random expressions over the {@link OracleData}, which one seed makes the same again. Powers and remainders are left out: what
 * differs in the last bit would differ in the first after a few of them.
 */
final class RandomQueries {

    private static final List<String> FLOATS =
            List.of("m", "m{b=\"p\"}", "n", "m{a=~\"1|2\"}", "rare", "m offset 2m", "odd");
    private static final List<String> HISTOGRAMS =
            List.of("e", "e{s!=\"1\"}", "g", "g{s=~\"0|2\"}", "rate(g[2m])", "f{k=\"1\"}", "f", "mixed", "rate(e[2m])");
    private static final List<String> GROUPINGS =
            List.of("", " by (a)", " by (b)", " without (a)", " by (a, b)", " by ()");
    private static final List<String> MATH = List.of(
            "abs",
            "ceil",
            "floor",
            "exp",
            "ln",
            "log2",
            "log10",
            "sqrt",
            "sin",
            "tan",
            "atan",
            "asinh",
            "acosh",
            "atanh",
            "sgn",
            "deg",
            "rad",
            "cosh",
            "year",
            "day_of_week",
            "hour",
            "minute");
    private static final List<String> OVER_TIME =
            List.of("sum", "avg", "min", "max", "count", "last", "present", "stddev", "stdvar", "absent", "mad");

    private final SplittableRandom random;

    RandomQueries(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The next one. */
    String next() {
        return random.nextInt(12) == 0 ? scalar(3) : random.nextInt(5) == 0 ? histograms() : vector(4);
    }

    private String vector(int depth) {
        if (depth == 0) {
            return pick(FLOATS);
        }
        return switch (random.nextInt(12)) {
            case 0 -> pick(FLOATS);
            case 1 -> pick(List.of("rate", "increase", "delta", "avg_over_time")) + "(c_total[3m])";
            case 2, 3 -> aggregate(depth - 1);
            case 4 -> pick(MATH) + "(" + vector(depth - 1) + ")";
            case 5 -> "(" + vector(depth - 1) + " " + operator() + " " + scalar(depth - 1) + ")";
            case 6 -> "(" + scalar(depth - 1) + " " + operator() + " " + vector(depth - 1) + ")";
            case 7 -> matched(depth - 1);
            case 8 -> set(depth - 1);
            case 9 -> labels(depth - 1);
            case 10 -> subquery(depth - 1);
            default -> function(depth - 1);
        };
    }

    private String aggregate(int depth) {
        String inner = "(" + vector(depth) + ")";
        return switch (random.nextInt(6)) {
            case 0 ->
                "quantile" + pick(GROUPINGS) + "(" + pick(List.of("0.5", "0.9", "0", "1", "1.5", "NaN")) + ", " + inner
                        + ")";
            case 1 ->
                pick(List.of("topk", "bottomk")) + pick(GROUPINGS) + "(" + pick(List.of("1", "2", "5", "0")) + ", m)";
            case 2 -> "count_values" + pick(GROUPINGS) + "(\"v\", round(" + vector(depth) + "))";
            default ->
                pick(List.of("sum", "avg", "min", "max", "count", "group", "stddev", "stdvar"))
                        + pick(GROUPINGS)
                        + inner;
        };
    }

    private String matched(int depth) {
        String op = operator();
        String side = vector(depth);
        return switch (random.nextInt(6)) {
            case 0 -> "(" + side + " " + op + " " + side + ")";
            case 1 -> "(m " + op + " on (a) group_left " + "n)";
            case 2 -> "(n " + op + " on (a) group_right (c) m)";
            case 3 -> "(sum by (a) (" + side + ") " + op + " on (a) sum by (a) (" + vector(depth) + "))";
            case 4 -> "(" + side + " " + op + " ignoring (b, c) " + vector(depth) + ")";
            default -> "(" + side + " " + op + " on () group_left sum(" + vector(depth) + "))";
        };
    }

    private String set(int depth) {
        String matching = pick(List.of("", "on (a) ", "ignoring (b) ", "on () "));
        String op = pick(List.of(" and ", " or ", " unless "));
        return "(" + vector(depth) + op + matching + vector(depth) + ")";
    }

    private String labels(int depth) {
        String inner = vector(depth);
        return switch (random.nextInt(4)) {
            case 0 -> "label_replace(" + inner + ", \"d\", \"$1-x\", \"a\", \"(.*)\")";
            case 1 -> "label_replace(" + inner + ", \"a\", \"${1}\", \"b\", \"(p|q)\")";
            case 2 -> "label_join(" + inner + ", \"d\", \"+\", \"a\", \"b\")";
            default -> "absent(" + inner + ")";
        };
    }

    private String subquery(int depth) {
        String range = "(" + vector(depth) + ")[" + pick(List.of("5m:1m", "4m:30s", "7m:2m", "3m:1m")) + "]"
                + pick(List.of("", "", " offset 3m", " @ 1735691400", " @ end()"));
        return switch (random.nextInt(6)) {
            case 0 ->
                pick(List.of("rate", "increase", "delta", "irate", "idelta", "deriv", "changes", "resets")) + "("
                        + range + ")";
            case 1 -> "quantile_over_time(" + scalar(0) + ", " + range + ")";
            case 2 -> "predict_linear(" + range + ", 60)";
            default -> pick(OVER_TIME) + "_over_time(" + range + ")";
        };
    }

    private String function(int depth) {
        String inner = vector(depth);
        return switch (random.nextInt(8)) {
            case 0 -> "clamp(" + inner + ", " + scalar(depth) + ", " + scalar(depth) + ")";
            case 1 -> "clamp_min(" + inner + ", 0)";
            case 2 -> "round(" + inner + ", " + pick(List.of("2", "0.5", "10")) + ")";
            case 3 -> "-" + inner;
            case 4 -> "vector(" + scalar(depth) + ")";
            case 5 -> "timestamp(" + inner + " * 1)";
            case 6 -> "histogram_quantile(" + scalar(0) + ", sum by (le) (rate(d_bucket[2m])))";
            default -> "histogram_fraction(0.5, 2, sum by (le, a) (d_bucket))";
        };
    }

    private String scalar(int depth) {
        if (depth == 0) {
            return pick(List.of("0.5", "2", "-1.25", "0", "NaN", "Inf", "10"));
        }
        return switch (random.nextInt(5)) {
            case 0 -> "scalar(" + vector(depth - 1) + ")";
            case 1 ->
                "(" + scalar(depth - 1) + " " + pick(List.of("+", "-", "*", "/", "< bool")) + " " + scalar(depth - 1)
                        + ")";
            case 2 -> "(time() % 600)";
            default -> scalar(0);
        };
    }

    private String histograms() {
        String histogram = pick(HISTOGRAMS);
        String folded = pick(List.of("sum", "avg")) + pick(List.of("", " by (s)", " by (k)")) + "(" + histogram + ")";
        return switch (random.nextInt(8)) {
            case 0 -> folded;
            case 1 -> "histogram_quantile(" + pick(List.of("0.1", "0.5", "0.9", "1")) + ", " + folded + ")";
            case 2 -> "histogram_fraction(0.2, " + pick(List.of("3", "1.5", "Inf")) + ", " + folded + ")";
            case 3 ->
                pick(List.of("histogram_avg", "histogram_count", "histogram_sum", "histogram_stddev")) + "(" + folded
                        + ")";
            case 4 -> "(" + folded + " " + pick(List.of("*", "/", "+", "==")) + " " + scalar(0) + ")";
            case 5 ->
                "(" + histogram + " " + pick(List.of("+", "-", "==", "!=", "*")) + " on () group_left sum("
                        + pick(HISTOGRAMS) + "))";
            case 6 -> pick(List.of("sum", "avg", "last", "count", "max")) + "_over_time((" + folded + ")[4m:1m])";
            default -> pick(List.of("count", "min", "stddev", "group")) + "(" + histogram + ")";
        };
    }

    private String operator() {
        return pick(List.of("+", "-", "*", "/", "atan2", "==", "!=", "<", ">=", "> bool", "== bool"));
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
