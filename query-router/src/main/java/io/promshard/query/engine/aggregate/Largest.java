package io.promshard.query.engine.aggregate;

import io.promshard.query.engine.Notices;
import io.promshard.query.engine.Operand.InstantVector;
import io.promshard.query.engine.Series;
import io.promshard.query.promql.ast.AggregateExpr;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** {@code topk} and {@code bottomk}: the samples of the largest or smallest floats of each group, NaN last, at each step. */
final class Largest {

    private final Aggregation aggregation;
    private final boolean largest;

    Largest(Aggregation aggregation, boolean largest) {
        this.aggregation = aggregation;
        this.largest = largest;
    }

    /** The chosen samples, of an instant query the first first; of equal values, the series that came first. */
    InstantVector of(InstantVector vector, double[] params) {
        Chosen chosen = new Chosen();
        if (Params.max(params) < 1) {
            return chosen.vector();
        }
        Collection<List<Series>> groups =
                Groups.of(aggregation.expr()).of(vector.series()).values();
        for (int step = 0; step < aggregation.steps(); step++) {
            int at = step;
            if (vector.series().stream().anyMatch(series -> series.column().has(at))) {
                int k = Params.count(params[step], vector.series().size());
                groups.forEach(group -> choose(group, at, k, chosen));
            }
        }
        return chosen.vector();
    }

    private void choose(List<Series> group, int step, int k, Chosen chosen) {
        List<Series> present = new ArrayList<>();
        for (Series series : group) {
            if (series.column().hasFloat(step)) {
                present.add(series);
            } else if (series.column().has(step) && k > 0) {
                AggregateExpr expr = aggregation.expr();
                aggregation.note(Notices.histogramIgnored(expr.op().text(), expr.position()));
            }
        }
        present.sort(order(step));
        present.stream().limit(k).forEach(series -> chosen.add(series, step));
    }

    private Comparator<Series> order(int step) {
        Comparator<Series> nanLast =
                Comparator.comparing(series -> Double.isNaN(series.column().value(step)));
        Comparator<Series> byValue =
                (a, b) -> compare(a.column().value(step), b.column().value(step));
        return nanLast.thenComparing(largest ? byValue.reversed() : byValue);
    }

    private static int compare(double a, double b) {
        return a < b ? -1 : a > b ? 1 : 0;
    }
}
