package io.promshard.query.engine.aggregate;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.ColumnBuilder;
import io.promshard.query.engine.Series;
import java.util.BitSet;

/** {@code count} and {@code group}: how many samples there are, or only that there are some. */
final class CountAccumulator implements Accumulator {

    private final double[] counts;
    private final boolean one;

    CountAccumulator(int steps, boolean one) {
        this.counts = new double[steps];
        this.one = one;
    }

    @Override
    public void add(Series series) {
        BitSet steps = new BitSet(counts.length);
        series.column().addStepsTo(steps);
        for (int i = steps.nextSetBit(0); i >= 0; i = steps.nextSetBit(i + 1)) {
            counts[i]++;
        }
    }

    @Override
    public Column result() {
        ColumnBuilder result = new ColumnBuilder(counts.length);
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                result.set(i, one ? 1 : counts[i]);
            }
        }
        return result.build();
    }
}
