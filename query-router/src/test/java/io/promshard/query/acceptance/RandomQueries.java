package io.promshard.query.acceptance;

import java.util.List;
import java.util.Random;

/** Makes well-typed queries over the metrics of {@link History}, few of them by shards alone. */
final class RandomQueries {

    private static final List<String> MATCHERS = List.of(
            "",
            "",
            "",
            "{cluster=\"a\"}",
            "{cluster=~\"a|b\"}",
            "{cluster!=\"c\"}",
            "{cluster=\"nowhere\"}",
            "{cluster=\"\"}");
    private static final List<String> GROUPINGS = List.of(
            "",
            "",
            " by (cluster)",
            " by (zone)",
            " by (zone, cluster)",
            " by (code)",
            " without (host)",
            " without (cluster)",
            " by (nothing)");
    private static final List<String> GAUGES = List.of("temp", "odd", "only_a", "only_b", "temp", "nothing_at_all");

    private final Random random;

    RandomQueries(long seed) {
        this.random = new Random(seed);
    }

    /** The next query, an instant vector or a scalar. */
    String next() {
        return switch (random.nextInt(12)) {
            case 0 -> "scalar(" + vector(2) + ")";
            case 1 -> "absent(" + selector() + ")";
            case 2 -> "absent_over_time(" + selector() + "[2m])";
            case 3 -> "sort_by_label(" + vector(2) + ", \"cluster\", \"zone\")";
            case 4 ->
                "histogram_quantile(0." + (1 + random.nextInt(9)) + ", sum by (le" + pick(List.of("", ", cluster"))
                        + ") (rate(latency_bucket" + pick(MATCHERS) + "[5m])))";
            default -> vector(3);
        };
    }

    private String vector(int depth) {
        if (depth == 0) {
            return leaf();
        }
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> aggregation(depth);
            case 3, 4 -> binary(depth);
            case 5 -> pick(List.of("abs", "ceil", "-", "timestamp", "sgn")) + "(" + vector(depth - 1) + ")";
            case 6 ->
                pick(List.of("max", "sum", "last", "count", "stddev")) + "_over_time((" + vector(depth - 1)
                        + ")[3m:30s])";
            case 7 ->
                "label_replace(" + vector(depth - 1) + ", \"new\", \"$1\", \""
                        + pick(List.of("cluster", "zone", "code")) + "\", \"(.*)\")";
            case 8 ->
                "(" + vector(depth - 1) + ") " + pick(List.of(">", "<=", "== bool", "*", "/", "-")) + " "
                        + pick(List.of("3", "-1", "0.5", "scalar(sum(temp))", "time()"));
            default -> leaf();
        };
    }

    private String aggregation(int depth) {
        String operator = pick(List.of(
                "sum",
                "sum",
                "avg",
                "min",
                "max",
                "count",
                "group",
                "stddev",
                "stdvar",
                "quantile",
                "topk",
                "bottomk",
                "count_values"));
        String param = switch (operator) {
            case "quantile" -> "0." + random.nextInt(10) + ", ";
            case "topk", "bottomk" -> (1 + random.nextInt(3)) + ", ";
            case "count_values" -> "\"value\", ";
            default -> "";
        };
        // What is ranked or becomes a label must not differ in its last digit, as sums in another order do.
        String inner =
                operator.endsWith("k") || operator.equals("count_values") ? "temp" + pick(MATCHERS) : vector(depth - 1);
        return operator + pick(GROUPINGS) + " (" + param + inner + ")";
    }

    private String binary(int depth) {
        return random.nextBoolean() ? ofGroups() : ofAnything(depth);
    }

    /** Groups of the same labels, most of which find each other. */
    private String ofGroups() {
        String grouping = pick(List.of(" by (cluster) ", " by (zone) ", " by (zone, cluster) ", " "));
        String operator = pick(List.of("+", "-", "*", "/", ">", "== bool", "and", "or", "unless"));
        return pick(List.of("sum", "max", "avg", "count")) + grouping + "(temp" + pick(MATCHERS) + ") " + operator + " "
                + pick(List.of("min", "stdvar", "group")) + grouping + "(temp" + pick(MATCHERS) + ")";
    }

    private String ofAnything(int depth) {
        String matching = pick(List.of(
                "",
                "",
                "on (cluster) ",
                "on (zone) ",
                "ignoring (cluster) ",
                "on (cluster) group_left ",
                "on (zone) group_left (cluster) ",
                "ignoring (zone) group_right "));
        String operator = pick(List.of("+", "-", "*", "/", ">", "== bool", "and", "or", "unless"));
        boolean set = List.of("and", "or", "unless").contains(operator);
        String match = set ? matching.replaceAll("group_(left|right)( \\(\\w+\\))? ", "") : matching;
        return "(" + vector(depth - 1) + ") " + operator + " " + match + "(" + vector(depth - 1) + ")";
    }

    private String leaf() {
        return switch (random.nextInt(6)) {
            case 0, 1 ->
                pick(List.of("rate", "increase", "delta", "resets")) + "(requests_total" + pick(MATCHERS) + "[2m])";
            case 2 -> pick(List.of("avg", "max", "count")) + "_over_time(temp" + pick(MATCHERS) + "[1m] offset 1m)";
            case 3 -> "requests_total" + pick(MATCHERS);
            default -> selector();
        };
    }

    private String selector() {
        return pick(GAUGES) + pick(MATCHERS);
    }

    private String pick(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
