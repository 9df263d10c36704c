package io.promshard.query.plan;

import java.util.List;
import java.util.stream.Collectors;

/** Plans as one line of text, for headers, logs and tests. */
public final class PlanPrinter {

    private PlanPrinter() {}

    /** As {@code union(a: up + cluster="a"; b: up + cluster="b")}, without addresses. */
    public static String print(QueryPlan plan, String label) {
        String shards =
                plan.queries().stream().map(query -> print(query, label)).collect(Collectors.joining("; "));
        String within = switch (plan) {
            case QueryPlan.PassThrough pass -> shards;
            case QueryPlan.AnyShard any -> shards;
            case QueryPlan.Union union -> shards;
            case QueryPlan.Combine combine -> combine.node() + "; " + shards;
            case QueryPlan.Read read -> shards;
            case QueryPlan.Evaluate(String why, List<QueryPlan> leaves) ->
                why + leaves.stream().map(leaf -> "; " + print(leaf, label)).collect(Collectors.joining());
        };
        return plan.kind() + "(" + within + ")";
    }

    private static String print(ShardQuery query, String label) {
        String putBack = query.putBack()
                .map(value -> " + " + label + "=\"" + value + "\"")
                .orElse("");
        return query.shard().name() + ": " + query.text() + putBack;
    }
}
