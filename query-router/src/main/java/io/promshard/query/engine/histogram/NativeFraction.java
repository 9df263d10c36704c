package io.promshard.query.engine.histogram;

import io.promshard.query.engine.Annotations;
import io.promshard.query.engine.Logarithms;
import io.promshard.query.engine.Notices;
import io.promshard.query.model.FloatHistogram;
import io.promshard.query.model.HistogramBucket;
import io.promshard.query.promql.ast.PositionRange;

/**
 * The share of a native histogram's observations between two values.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/promql/quantile.go">HistogramFraction</a>
 */
public final class NativeFraction {

    private NativeFraction() {}

    /**
     * The share.
     *
     * @param metric for annotations
     * @param at for annotations
     */
    public static double of(
            double lower, double upper, FloatHistogram histogram, String metric, PositionRange at, Annotations notes) {
        if (histogram.count() == 0 || Double.isNaN(lower) || Double.isNaN(upper)) {
            return Double.NaN;
        }
        if (lower >= upper) {
            return 0;
        }
        double most = histogram.count();
        if (Double.isNaN(histogram.sum())) {
            most = Histograms.populated(histogram).stream()
                    .mapToDouble(HistogramBucket::count)
                    .sum();
            if (most < histogram.count()) {
                notes.add(Notices.fractionIgnoresNan(metric, at));
            }
        }
        double above = Math.min(most, rank(lower, histogram, most));
        return (Math.min(most, rank(upper, histogram, most)) - above) / histogram.count();
    }

    /** How many observations lie below a value. */
    private static double rank(double value, FloatHistogram histogram, double most) {
        boolean custom = NativeQuantile.isCustom(histogram);
        double rank = 0;
        for (HistogramBucket whole : Histograms.populated(histogram)) {
            HistogramBucket bucket = ZeroSide.cut(whole, histogram.buckets());
            if (bucket.lower() >= value) {
                return rank;
            }
            if (bucket.upper() > value) {
                boolean zero = whole.lower() <= 0 && whole.upper() >= 0;
                return rank + bucket.count() * (custom || zero ? linear(value, bucket) : exponential(value, bucket));
            }
            rank += bucket.count();
        }
        return most;
    }

    private static double linear(double value, HistogramBucket bucket) {
        return (value - bucket.lower()) / (bucket.upper() - bucket.lower());
    }

    private static double exponential(double value, HistogramBucket bucket) {
        double lower = Logarithms.log2(Math.abs(bucket.lower()));
        double upper = Logarithms.log2(Math.abs(bucket.upper()));
        double log = Logarithms.log2(Math.abs(value));
        return value > 0 ? (log - lower) / (upper - lower) : 1 - ((log - upper) / (lower - upper));
    }
}
