package io.promshard.query.engine.aggregate;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.ColumnBuilder;
import io.promshard.query.engine.Notices;
import io.promshard.query.engine.Series;
import java.util.function.DoubleUnaryOperator;

/** {@code stdvar} and {@code stddev} of floats, by Welford's method. */
final class VarianceAccumulator implements Accumulator {

    private final Aggregation aggregation;
    private final DoubleUnaryOperator ofVariance;
    private final double[] counts;
    private final double[] means;
    private final double[] squares;

    /** @param ofVariance makes the result of a variance */
    VarianceAccumulator(Aggregation aggregation, DoubleUnaryOperator ofVariance) {
        this.aggregation = aggregation;
        this.ofVariance = ofVariance;
        this.counts = new double[aggregation.steps()];
        this.means = new double[aggregation.steps()];
        this.squares = new double[aggregation.steps()];
    }

    @Override
    public void add(Series series) {
        Column column = series.column();
        for (int i = column.nextFloat(0); i >= 0; i = column.nextFloat(i + 1)) {
            add(i, column.value(i));
        }
        if (!column.histograms().isEmpty()) {
            aggregation.note(Notices.histogramIgnored(aggregation.expr().op().text(), aggregation.inner()));
        }
    }

    private void add(int step, double value) {
        counts[step]++;
        if (counts[step] == 1) {
            means[step] = value;
            squares[step] = Double.isFinite(value) ? 0 : Double.NaN;
            return;
        }
        double delta = value - means[step];
        means[step] += delta / counts[step];
        squares[step] += delta * (value - means[step]);
    }

    @Override
    public Column result() {
        ColumnBuilder result = new ColumnBuilder(counts.length);
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                result.set(i, ofVariance.applyAsDouble(squares[i] / counts[i]));
            }
        }
        return result.build();
    }
}
