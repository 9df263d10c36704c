package io.promshard.query.engine.binary;

import io.promshard.query.engine.Series;
import io.promshard.query.model.LabelMatcher;
import io.promshard.query.promql.ast.VectorMatching;
import io.promshard.shard.labels.Labels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** By which labels series match. */
final class Signatures {

    private final boolean on;
    private final Set<String> names;

    Signatures(VectorMatching matching) {
        this.on = matching.on();
        this.names = new HashSet<>(matching.labels());
        if (!on) {
            names.add(LabelMatcher.METRIC_NAME);
        }
    }

    /** What must be equal in series that match. */
    Labels of(Labels labels) {
        return on ? labels.keep(names) : labels.without(names);
    }

    /** The series that would match the same others. */
    Map<Labels, List<Series>> groups(List<Series> series) {
        Map<Labels, List<Series>> groups = new LinkedHashMap<>();
        for (Series one : series) {
            groups.computeIfAbsent(of(one.labels()), key -> new ArrayList<>()).add(one);
        }
        return groups;
    }
}
