package io.promshard.query.engine.aggregate;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.Vectors;
import io.promshard.query.promql.ast.Aggregator;
import io.promshard.query.promql.rewrite.Shares;
import io.promshard.shard.labels.Labels;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The groups of an aggregation, with what each shard has of them. */
final class ShareGroups {

    private final Map<Labels, List<Map<Aggregator, Column>>> groups;

    private ShareGroups(Map<Labels, List<Map<Aggregator, Column>>> groups) {
        this.groups = groups;
    }

    /** Of the shares of all shards. */
    static ShareGroups of(List<Vectors> shares, Aggregator op) {
        List<Aggregator> kinds = Shares.kinds(op);
        Map<Labels, List<Map<Aggregator, Column>>> groups = new LinkedHashMap<>();
        for (Vectors share : shares) {
            byKind(share, kinds)
                    .forEach((labels, columns) -> groups.computeIfAbsent(labels, key -> new ArrayList<>(shares.size()))
                            .add(columns));
        }
        return new ShareGroups(groups);
    }

    private static Map<Labels, Map<Aggregator, Column>> byKind(Vectors share, List<Aggregator> kinds) {
        Map<Labels, Map<Aggregator, Column>> groups = new LinkedHashMap<>();
        for (Series series : share.series()) {
            Aggregator kind = kinds.size() == 1 ? kinds.getFirst() : kind(series, kinds);
            Labels labels =
                    kinds.size() == 1 ? series.labels() : series.labels().without(Set.of(Shares.LABEL));
            groups.computeIfAbsent(labels, key -> new EnumMap<>(Aggregator.class))
                    .put(kind, series.column());
        }
        return groups;
    }

    private static Aggregator kind(Series series, List<Aggregator> kinds) {
        String told = series.labels().get(Shares.LABEL);
        return kinds.stream()
                .filter(kind -> kind.text().equals(told))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a share is of an unknown kind: " + told));
    }

    /** All of them put together; empty if that cannot be done with one. */
    Optional<Combined> combined(Combination combination, int steps) {
        Map<Labels, Estimate> estimates = new LinkedHashMap<>();
        for (Map.Entry<Labels, List<Map<Aggregator, Column>>> group : groups.entrySet()) {
            Optional<Estimate> estimate = combination.of(group.getValue(), steps);
            if (estimate.isEmpty()) {
                return Optional.empty();
            }
            if (!estimate.get().column().isEmpty()) {
                estimates.put(group.getKey(), estimate.get());
            }
        }
        return Optional.of(new Combined(estimates));
    }
}
