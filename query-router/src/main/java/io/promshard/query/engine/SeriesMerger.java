package io.promshard.query.engine;

import io.promshard.shard.labels.Labels;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects the series of a result. Series of the same labels become one if they have no step in common, as an operator that is
 * evaluated step by step would give them; else the query fails. Used by one thread.
 */
public final class SeriesMerger {

    private final Map<Labels, Column> columns = new LinkedHashMap<>();

    /**
     * Adds a series, if it has any sample.
     *
     * @throws EngineException.Execution if there is a sample of these labels at one of its steps
     */
    public void add(Labels labels, Column column) {
        if (!column.isEmpty()) {
            columns.merge(labels, column, SeriesMerger::merged);
        }
    }

    /** In the order in which their labels came first. */
    public Operand.InstantVector vector() {
        List<Series> series = new ArrayList<>(columns.size());
        columns.forEach((labels, column) -> series.add(new Series(labels, column)));
        return new Operand.InstantVector(series);
    }

    private static Column merged(Column first, Column second) {
        if (first.overlaps(second)) {
            throw EngineException.Execution.sameLabels();
        }
        ColumnBuilder both = new ColumnBuilder(first.steps());
        copy(first, both);
        copy(second, both);
        return both.build();
    }

    private static void copy(Column from, ColumnBuilder to) {
        BitSet steps = new BitSet();
        from.addStepsTo(steps);
        steps.stream().forEach(step -> to.copy(step, from));
    }

    /**
     * The series as they are.
     *
     * @throws EngineException.Execution if two have the same labels, at whatever steps
     */
    public static Operand.InstantVector distinct(List<Series> series) {
        Set<Labels> seen = new HashSet<>();
        if (!series.stream().allMatch(one -> seen.add(one.labels()))) {
            throw EngineException.Execution.sameLabels();
        }
        return new Operand.InstantVector(series);
    }
}
