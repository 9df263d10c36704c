package io.promshard.query.engine.aggregate;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.Notices;
import io.promshard.query.engine.Operand.InstantVector;
import io.promshard.query.engine.Series;
import io.promshard.query.promql.ast.AggregateExpr;
import java.util.Collection;
import java.util.List;

/** {@code topk} and {@code bottomk}: the samples of the largest or smallest floats of each group, NaN last, at each step. */
final class Largest {

    private final Aggregation aggregation;
    private final boolean largest;

    Largest(Aggregation aggregation, boolean largest) {
        this.aggregation = aggregation;
        this.largest = largest;
    }

    /**
     * The chosen samples, of an instant query the first first. Of equal values, those that Prometheus takes from series in that
     * order.
     */
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
        if (k == 0) {
            return;
        }
        BoundedHeap heap = new BoundedHeap(largest, Math.min(k, group.size()));
        for (int i = 0; i < group.size(); i++) {
            Column column = group.get(i).column();
            if (column.hasFloat(step)) {
                heap.offer(i, column.value(step));
            } else if (column.has(step)) {
                AggregateExpr expr = aggregation.expr();
                aggregation.note(Notices.histogramIgnored(expr.op().text(), expr.position()));
            }
        }
        heap.owners().forEach(owner -> chosen.add(group.get(owner), step));
    }
}
