package io.promshard.query.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Series of a few shards, of values that are hard to add up, and a query that aggregates them. */
final class RandomShares {

    private static final String HUGE = Double.toString(0x1p332);
    private static final List<List<String>> VALUES = List.of(
            List.of("0", "1", "2", "3", "-1", "7", "100", "4096.5"),
            List.of("0.1", "0.2", "0.3", "-0.3", "0.7", "12.34", "1e-3"),
            List.of(HUGE, "-" + HUGE, "1", "0.1", "-1", "3"),
            List.of("1e308", "1e307", "1", "Inf"),
            List.of("NaN", "Inf", "-Inf", "1", "0", "5"),
            List.of("1000", "1000.1", "1000.2"),
            List.of("h(1,2]3", "h(2,4]1", "h(1,2]1(2,4]2"),
            List.of("h(1,2]3", "h(1,2]1", "2", "3"));
    private static final List<String> OPERATORS = List.of(
            "sum",
            "sum",
            "sum",
            "avg",
            "avg",
            "min",
            "max",
            "count",
            "group",
            "stddev",
            "stdvar",
            "topk",
            "count_values");
    private static final List<String> GROUPINGS =
            List.of("", "", " by (g)", " by (g, i)", " without (s)", " without (s, i)");
    private static final List<String> PARENTS = List.of(
            "%s",
            "%s",
            "%s",
            "-%s / 3",
            "%s > 0.5",
            "%s == bool 0.6",
            "%s != bool on (g) %s",
            "%s - on (g) %s",
            "%s / on (g) %s",
            "floor(%s * 10)",
            "count_values(\"v\", %s)",
            "stddev(%s)",
            "sum(%s)",
            "max_over_time((%s)[2m:1m])",
            "changes((%s)[3m:1m])",
            "absent(%s)");

    private final SplittableRandom random;
    private final List<String> lines = new ArrayList<>();
    private final String query;

    RandomShares(SplittableRandom random) {
        this.random = random;
        List<String> values = VALUES.get(random.nextInt(VALUES.size()));
        int shards = 1 + random.nextInt(3);
        for (int shard = 0; shard < shards; shard++) {
            lines.add(series(shard, values));
        }
        String aggregation = aggregation();
        String parent = pick(PARENTS);
        // What overflows or drowns in rounding depends on the order, also of groups, and a rank changes it.
        boolean ordered = parent.matches("(sum|stddev).*")
                && (aggregation.startsWith("topk") || values.contains("1e308") || values.contains(HUGE));
        this.query = (ordered ? "%s" : parent).replace("%s", "(" + aggregation + ")");
    }

    private String series(int shard, List<String> values) {
        StringBuilder text = new StringBuilder();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            text.append("x{s=\"%d\",i=\"%d\",g=\"%s\"}".formatted(shard, i, random.nextBoolean() ? "p" : "q"));
            for (int step = 0; step < 4; step++) {
                text.append(' ').append(random.nextInt(6) == 0 ? "_" : pick(values));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private String aggregation() {
        String operator = pick(OPERATORS);
        String param = switch (operator) {
            case "topk" -> "100, ";
            case "count_values" -> "\"n\", ";
            default -> "";
        };
        return operator + pick(GROUPINGS) + " (" + param + "x)";
    }

    private String pick(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** The series of each shard. */
    List<TextLeaves> shards() {
        return lines.stream().map(TextLeaves::new).toList();
    }

    String query() {
        return query;
    }

    @Override
    public String toString() {
        return String.join("---\n", lines);
    }
}
