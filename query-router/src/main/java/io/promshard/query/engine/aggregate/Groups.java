package io.promshard.query.engine.aggregate;

import io.promshard.query.engine.Series;
import io.promshard.query.model.LabelMatcher;
import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.shard.labels.Labels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which series an aggregation puts together. */
final class Groups {

    private final boolean without;
    private final Set<String> names;

    private Groups(boolean without, Set<String> names) {
        this.without = without;
        this.names = names;
    }

    static Groups of(AggregateExpr aggregate) {
        Set<String> names = new HashSet<>(aggregate.grouping());
        if (aggregate.without()) {
            names.add(LabelMatcher.METRIC_NAME);
        }
        return new Groups(aggregate.without(), names);
    }

    /** The same, with groups parted by one more label. */
    Groups with(String label) {
        Set<String> more = new HashSet<>(names);
        if (!without) {
            more.add(label);
        }
        return new Groups(without, more);
    }

    /** The labels of a series' group. */
    Labels labels(Labels series) {
        return without ? series.without(names) : series.keep(names);
    }

    /** The series by group, in the order in which they come first. */
    Map<Labels, List<Series>> of(List<Series> series) {
        Map<Labels, List<Series>> groups = new LinkedHashMap<>();
        for (Series one : series) {
            groups.computeIfAbsent(labels(one.labels()), key -> new ArrayList<>())
                    .add(one);
        }
        return groups;
    }
}
