package io.promshard.query.engine.aggregate;

import io.promshard.query.engine.Operand.InstantVector;
import io.promshard.query.engine.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code limitk}: so many samples of each group at each step; here those of the series whose labels sort first. */
final class LimitK {

    private final Aggregation aggregation;

    LimitK(Aggregation aggregation) {
        this.aggregation = aggregation;
    }

    InstantVector of(InstantVector vector, double[] params) {
        Chosen chosen = new Chosen();
        if (Params.max(params) < 1) {
            return chosen.vector();
        }
        List<Series> sorted = new ArrayList<>(vector.series());
        sorted.sort(Comparator.comparing(Series::labels));
        for (List<Series> group : Groups.of(aggregation.expr()).of(sorted).values()) {
            for (int step = 0; step < aggregation.steps(); step++) {
                choose(group, step, params[step], chosen);
            }
        }
        return chosen.vector();
    }

    private static void choose(List<Series> group, int step, double param, Chosen chosen) {
        List<Series> present =
                group.stream().filter(series -> series.column().has(step)).toList();
        if (!present.isEmpty()) {
            int k = Params.count(param, present.size());
            present.subList(0, k).forEach(series -> chosen.add(series, step));
        }
    }
}
