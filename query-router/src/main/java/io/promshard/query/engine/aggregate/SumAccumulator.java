package io.promshard.query.engine.aggregate;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.ColumnBuilder;
import io.promshard.query.engine.KahanSum;
import io.promshard.query.engine.Notices;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.histogram.Histograms;
import io.promshard.query.model.FloatHistogram;
import java.util.BitSet;

/** {@code sum}: of floats with what rounding loses, or of histograms; of both it is nothing. */
final class SumAccumulator implements Accumulator {

    private final Aggregation aggregation;
    private final double[] sums;
    private final double[] lost;
    private final BitSet floats = new BitSet();
    private final HistogramFold histograms;

    SumAccumulator(Aggregation aggregation) {
        this.aggregation = aggregation;
        this.sums = new double[aggregation.steps()];
        this.lost = new double[aggregation.steps()];
        this.histograms = new HistogramFold(aggregation);
    }

    @Override
    public void add(Series series) {
        Column column = series.column();
        for (int i = column.nextFloat(0); i >= 0; i = column.nextFloat(i + 1)) {
            if (!histograms.isBroken(i)) {
                add(i, column.value(i));
            }
        }
        column.histograms().forEach((step, histogram) -> {
            if (!histograms.isBroken(step)) {
                histograms.add(step, histogram, !floats.get(step), series.labels(), Histograms::add);
            }
        });
    }

    private void add(int step, double value) {
        if (floats.get(step)) {
            lost[step] = KahanSum.lost(value, sums[step], lost[step]);
            sums[step] += value;
        } else {
            sums[step] = value;
            floats.set(step);
        }
    }

    @Override
    public Column result() {
        ColumnBuilder result = new ColumnBuilder(sums.length);
        for (int i = 0; i < sums.length; i++) {
            FloatHistogram histogram = histograms.get(i);
            if (floats.get(i) && histograms.has(i)) {
                aggregation.note(Notices.mixedInAggregation(aggregation.inner()));
            } else if (floats.get(i)) {
                result.set(i, sums[i] + lost[i]);
            } else if (histogram != null && !histograms.isBroken(i)) {
                result.set(i, histogram);
            }
        }
        return result.build();
    }
}
