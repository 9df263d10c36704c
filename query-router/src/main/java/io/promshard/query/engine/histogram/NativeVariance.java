package io.promshard.query.engine.histogram;

import io.promshard.query.engine.KahanSum;
import io.promshard.query.model.FloatHistogram;
import io.promshard.query.model.HistogramBucket;

/**
 * The variance of a native histogram's observations, each taken to be at the mean of its bucket.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/promql/functions.go">histogramVariance</a>
 */
public final class NativeVariance {

    private NativeVariance() {}

    /** The variance. */
    public static double of(FloatHistogram histogram) {
        double mean = histogram.sum() / histogram.count();
        boolean custom = NativeQuantile.isCustom(histogram);
        KahanSum variance = new KahanSum();
        for (HistogramBucket bucket : Histograms.populated(histogram)) {
            double delta = middle(bucket, custom) - mean;
            variance.add(bucket.count() * delta * delta);
        }
        return variance.value() / histogram.count();
    }

    private static double middle(HistogramBucket bucket, boolean custom) {
        if (custom) {
            return (bucket.upper() + bucket.lower()) / 2;
        }
        if (bucket.lower() <= 0 && bucket.upper() >= 0) {
            return 0;
        }
        double geometric = Math.sqrt(bucket.upper() * bucket.lower());
        return bucket.upper() < 0 ? -geometric : geometric;
    }
}
