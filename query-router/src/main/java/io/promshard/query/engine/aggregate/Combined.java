package io.promshard.query.engine.aggregate;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.Operand.InstantVector;
import io.promshard.query.engine.Series;
import io.promshard.shard.labels.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** An aggregation put together of shares, with what is in doubt of it. Immutable. */
public final class Combined {

    private final Map<Labels, Estimate> groups;

    /** Of groups in the order of the result. */
    Combined(Map<Labels, Estimate> groups) {
        this.groups = new LinkedHashMap<>(groups);
    }

    /** Whether all is as if all samples had been aggregated at once. */
    public boolean isExact() {
        return groups.values().stream().allMatch(Estimate::isExact);
    }

    public InstantVector vector() {
        return vector((labels, group) -> group.column());
    }

    /**
     * The same with each float that is in doubt off by as much as it may be, or half of it.
     *
     * @param seed decides which ones go up; its complement lets those go down
     */
    public InstantVector disturbed(long seed) {
        boolean up = seed >= 0;
        return vector((labels, group) -> {
            long own = ((up ? seed : ~seed) * 31 + labels.hashCode()) & Long.MAX_VALUE;
            return group.disturbed(up ? own : ~own);
        });
    }

    private InstantVector vector(BiFunction<Labels, Estimate, Column> column) {
        List<Series> series = new ArrayList<>(groups.size());
        groups.forEach((labels, group) -> series.add(new Series(labels, column.apply(labels, group))));
        return new InstantVector(series);
    }
}
