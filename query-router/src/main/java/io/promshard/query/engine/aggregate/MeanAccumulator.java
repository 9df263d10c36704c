package io.promshard.query.engine.aggregate;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.ColumnBuilder;
import io.promshard.query.engine.Means;
import io.promshard.query.engine.Notices;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.histogram.Histograms;
import io.promshard.query.model.FloatHistogram;
import org.jspecify.annotations.Nullable;

/** {@code avg}: of floats, or of histograms; of both it is nothing. */
final class MeanAccumulator implements Accumulator {

    private final Aggregation aggregation;
    private final @Nullable Means[] means;
    private final double[] counts;
    private final HistogramFold histograms;

    MeanAccumulator(Aggregation aggregation) {
        this.aggregation = aggregation;
        this.means = new Means[aggregation.steps()];
        this.counts = new double[aggregation.steps()];
        this.histograms = new HistogramFold(aggregation);
    }

    @Override
    public void add(Series series) {
        Column column = series.column();
        for (int i = column.nextFloat(0); i >= 0; i = column.nextFloat(i + 1)) {
            if (!histograms.isBroken(i)) {
                counts[i]++;
                mean(i).add(column.value(i));
            }
        }
        column.histograms().forEach((step, histogram) -> {
            if (!histograms.isBroken(step)) {
                double count = ++counts[step];
                histograms.add(
                        step,
                        histogram,
                        count == 1,
                        series.labels(),
                        (before, last) -> Histograms.mean(before, last, count));
            }
        });
    }

    private Means mean(int step) {
        Means mean = means[step];
        if (mean == null) {
            mean = new Means();
            means[step] = mean;
        }
        return mean;
    }

    @Override
    public Column result() {
        ColumnBuilder result = new ColumnBuilder(means.length);
        for (int i = 0; i < means.length; i++) {
            Means mean = means[i];
            FloatHistogram histogram = histograms.get(i);
            if (mean != null && histograms.has(i)) {
                aggregation.note(Notices.mixedInAggregation(aggregation.inner()));
            } else if (mean != null) {
                result.set(i, mean.value());
            } else if (histogram != null && !histograms.isBroken(i)) {
                result.set(i, histogram);
            }
        }
        return result.build();
    }
}
