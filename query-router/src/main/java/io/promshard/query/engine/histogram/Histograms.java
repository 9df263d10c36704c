package io.promshard.query.engine.histogram;

import io.promshard.query.model.FloatHistogram;
import io.promshard.query.model.HistogramBucket;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Arithmetic of native histograms. */
public final class Histograms {

    private Histograms() {}

    /**
     * The sum of two.
     *
     * @throws IncompatibleHistograms if their buckets do not fit
     */
    public static FloatHistogram add(FloatHistogram first, FloatHistogram second) {
        List<HistogramBucket> buckets = BucketSums.add(first, second, 1);
        return new FloatHistogram(first.count() + second.count(), first.sum() + second.sum(), buckets);
    }

    /**
     * The first less the second.
     *
     * @throws IncompatibleHistograms if their buckets do not fit
     */
    public static FloatHistogram subtract(FloatHistogram first, FloatHistogram second) {
        List<HistogramBucket> buckets = BucketSums.add(first, second, -1);
        return new FloatHistogram(first.count() - second.count(), first.sum() - second.sum(), buckets);
    }

    public static FloatHistogram multiply(FloatHistogram histogram, double factor) {
        return map(histogram, value -> value * factor);
    }

    /** By zero, the buckets but that of zero go. */
    public static FloatHistogram divide(FloatHistogram histogram, double divisor) {
        FloatHistogram divided = map(histogram, value -> value / divisor);
        return divisor == 0 ? withoutBuckets(divided) : divided;
    }

    private static FloatHistogram withoutBuckets(FloatHistogram histogram) {
        List<HistogramBucket> zero =
                histogram.buckets().stream().filter(Layout::isZero).toList();
        return new FloatHistogram(histogram.count(), histogram.sum(), zero);
    }

    /** The mean of so many, given that of all but the last one; as Prometheus computes it. */
    public static FloatHistogram mean(FloatHistogram before, FloatHistogram last, double count) {
        return add(before, subtract(divide(last, count), divide(before, count)));
    }

    /** Buckets that the API prints: those with observations. */
    public static List<HistogramBucket> populated(FloatHistogram histogram) {
        return histogram.buckets().stream()
                .filter(bucket -> Layout.isZero(bucket) ? bucket.count() > 0 : bucket.count() != 0)
                .toList();
    }

    /** Whether all that the API prints of two is the same. */
    public static boolean same(FloatHistogram first, FloatHistogram second) {
        return Double.compare(first.count(), second.count()) == 0
                && Double.compare(first.sum(), second.sum()) == 0
                && populated(first).equals(populated(second));
    }

    private static FloatHistogram map(FloatHistogram histogram, DoubleUnaryOperator f) {
        Hidden.check(histogram);
        List<HistogramBucket> buckets = histogram.buckets().stream()
                .map(bucket -> bucket.withCount(f.applyAsDouble(bucket.count())))
                .toList();
        return new FloatHistogram(f.applyAsDouble(histogram.count()), f.applyAsDouble(histogram.sum()), buckets);
    }
}
