package io.promshard.query.engine.histogram;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.engine.Annotations;
import io.promshard.query.model.CounterReset;
import io.promshard.query.model.FloatHistogram;
import io.promshard.query.model.NativeHistogram;
import io.promshard.query.model.NativeHistogram.Bucket;
import io.promshard.query.promql.ast.PositionRange;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the zero bucket of a stored histogram lies: buckets that are stored count for that, be they empty. */
class ZeroSideTest {

    private static final PositionRange HERE = new PositionRange(0, 1);

    private final Annotations notes = new Annotations();

    private static FloatHistogram histogram(Bucket... negative) {
        return new NativeHistogram(
                        CounterReset.UNKNOWN,
                        0,
                        0.5,
                        2,
                        13,
                        20,
                        List.of(new Bucket(1, 11)),
                        List.of(negative),
                        List.of())
                .toFloatHistogram();
    }

    private double aboveZero(FloatHistogram histogram) {
        return NativeFraction.of(0, Double.POSITIVE_INFINITY, histogram, "x", HERE, notes);
    }

    @Test
    void itLiesOnBothSidesOfZeroWhereANegativeBucketIsStored() {
        assertThat(aboveZero(histogram(new Bucket(0, 0)))).isEqualTo(12.0 / 13);
        assertThat(NativeQuantile.of(0, histogram(new Bucket(0, 0)), "x", HERE, notes))
                .isEqualTo(-0.5);
    }

    @Test
    void itLiesAboveZeroWhereNoneIs() {
        assertThat(aboveZero(histogram())).isEqualTo(1);
        assertThat(NativeQuantile.of(0, histogram(), "x", HERE, notes)).isEqualTo(0);
    }

    @Test
    void theEmptyBucketIsNotPrinted() {
        assertThat(Histograms.populated(histogram(new Bucket(0, 0)))).hasSize(2);
    }
}
