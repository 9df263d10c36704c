package io.promshard.query.engine.oracle;

import java.util.List;
import java.util.SplittableRandom;

/** Random expressions of all that looks at samples as they were scraped, which one seed makes the same again. */
final class RawQueries {

    private static final List<String> SELECTORS = List.of(
            "i_total",
            "i_total{a=~\"1|2\"}",
            "i_total{b=\"q\"}",
            "m",
            "n",
            "rare",
            "odd",
            "c_total{a!=\"1\"}",
            "{__name__=~\"i_total|n\"}",
            "nothing{a=\"1\"}",
            "e",
            "g",
            "f",
            "mixed");
    private static final List<String> FUNCTIONS = List.of(
            "rate",
            "increase",
            "delta",
            "irate",
            "idelta",
            "deriv",
            "changes",
            "resets",
            "absent_over_time",
            "avg_over_time",
            "count_over_time",
            "last_over_time",
            "mad_over_time",
            "max_over_time",
            "min_over_time",
            "present_over_time",
            "stddev_over_time",
            "stdvar_over_time",
            "sum_over_time",
            "ts_of_last_over_time",
            "ts_of_max_over_time",
            "ts_of_min_over_time");
    private static final List<String> RANGES = List.of("1s", "9s", "15s", "40s", "1m", "3m10s", "8m", "30m");
    private static final List<String> MODIFIERS = List.of(
            "",
            "",
            "",
            "",
            " offset 30s",
            " offset -45s",
            " offset 7m",
            " @ 1735691417.5",
            " @ start()",
            " @ end()",
            " @ 1735691400 offset 1m");

    private final SplittableRandom random;

    RawQueries(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The next one. */
    String next() {
        String vector = vector();
        return switch (random.nextInt(14)) {
            case 0 -> "sum by (a) (" + vector + ")";
            case 1 -> "count(" + vector + ")";
            case 2 -> "quantile(0.3, " + vector + ")";
            case 3 -> vector + " - on (a, b) " + vector();
            case 4 -> vector + " unless on (a) " + vector();
            case 5 -> "absent(" + vector + ")";
            case 6 -> "scalar(" + vector + ")";
            case 7 ->
                pick(FUNCTIONS) + "((" + vector + ")[" + pick(List.of("5m:1m", "90s:7s", "3m:20s")) + "]"
                        + pick(MODIFIERS) + ")";
            case 8 -> "label_replace(" + vector + ", \"c\", \"$1\", \"a\", \"(.*)\")";
            default -> vector;
        };
    }

    private String vector() {
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> selector();
            case 3 -> "timestamp(" + selector() + ")";
            case 4 -> "timestamp((" + selector() + "))";
            case 5 -> "quantile_over_time(" + pick(List.of("0.5", "0.99", "-1", "0")) + ", " + range() + ")";
            case 6 -> "predict_linear(" + range() + ", 120)";
            case 7 -> "double_exponential_smoothing(" + range() + ", 0.3, 0.7)";
            default -> pick(FUNCTIONS) + "(" + range() + ")";
        };
    }

    private String selector() {
        return pick(SELECTORS) + pick(MODIFIERS);
    }

    private String range() {
        return pick(SELECTORS) + "[" + pick(RANGES) + "]" + pick(MODIFIERS);
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
