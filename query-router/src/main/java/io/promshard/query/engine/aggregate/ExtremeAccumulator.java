package io.promshard.query.engine.aggregate;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.ColumnBuilder;
import io.promshard.query.engine.Notices;
import io.promshard.query.engine.Series;
import java.util.BitSet;

/** {@code max} and {@code min} of floats; NaN only if there is nothing else. */
final class ExtremeAccumulator implements Accumulator {

    private final Aggregation aggregation;
    private final boolean max;
    private final double[] extremes;
    private final BitSet seen = new BitSet();

    ExtremeAccumulator(Aggregation aggregation, boolean max) {
        this.aggregation = aggregation;
        this.max = max;
        this.extremes = new double[aggregation.steps()];
    }

    @Override
    public void add(Series series) {
        Column column = series.column();
        for (int i = column.nextFloat(0); i >= 0; i = column.nextFloat(i + 1)) {
            double value = column.value(i);
            double before = extremes[i];
            if (!seen.get(i) || Double.isNaN(before) || (max ? before < value : before > value)) {
                extremes[i] = value;
                seen.set(i);
            }
        }
        if (!column.histograms().isEmpty()) {
            aggregation.note(Notices.histogramIgnored(aggregation.expr().op().text(), aggregation.inner()));
        }
    }

    @Override
    public Column result() {
        ColumnBuilder result = new ColumnBuilder(extremes.length);
        seen.stream().forEach(step -> result.set(step, extremes[step]));
        return result.build();
    }
}
