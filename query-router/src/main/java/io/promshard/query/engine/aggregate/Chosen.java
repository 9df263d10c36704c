package io.promshard.query.engine.aggregate;

import io.promshard.query.engine.Operand.InstantVector;
import io.promshard.query.engine.Series;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The samples that an aggregation leaves as they are. */
final class Chosen {

    private final Map<Series, BitSet> steps = new LinkedHashMap<>();

    void add(Series series, int step) {
        steps.computeIfAbsent(series, key -> new BitSet()).set(step);
    }

    /** In the order in which their first samples came. */
    InstantVector vector() {
        Collection<Map.Entry<Series, BitSet>> chosen = steps.entrySet();
        List<Series> series = chosen.stream()
                .map(one ->
                        new Series(one.getKey().labels(), one.getKey().column().at(one.getValue())))
                .toList();
        return new InstantVector(series);
    }
}
