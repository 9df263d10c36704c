package io.promshard.query.engine.histogram;

import io.promshard.query.engine.histogram.IncompatibleHistograms.Difference;
import io.promshard.query.model.FloatHistogram;
import io.promshard.query.model.HistogramBucket;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Adds buckets of two histograms. What shows in populated buckets alone is compared; what would show in empty ones (custom bounds
 * there, the width of an empty zero bucket, the schema of a histogram without buckets) is taken to be the other's.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/model/histogram/float_histogram.go">FloatHistogram.Add</a>
 */
final class BucketSums {

    private BucketSums() {}

    /** The buckets of the first, and those of the second times a factor. */
    static List<HistogramBucket> add(FloatHistogram first, FloatHistogram second, double factor) {
        Hidden.check(first);
        Hidden.check(second);
        Layout left = Layout.of(first);
        Layout right = Layout.of(second);
        boolean leftCustom = left instanceof Layout.Custom;
        boolean rightCustom = right instanceof Layout.Custom;
        if ((leftCustom && isPlain(right, second)) || (rightCustom && isPlain(left, first))) {
            Difference clash = leftCustom && rightCustom ? Difference.BOUNDS : Difference.SCHEMA;
            return custom(first.buckets(), second.buckets(), factor, clash);
        }
        if (leftCustom || rightCustom) {
            throw new IncompatibleHistograms(Difference.SCHEMA);
        }
        return exponential(first.buckets(), left, second.buckets(), right, factor);
    }

    /** Whether buckets may be custom ones too. */
    private static boolean isPlain(Layout layout, FloatHistogram histogram) {
        return switch (layout) {
            case Layout.Unknown unknown -> histogram.buckets().isEmpty();
            case Layout.Custom custom -> true;
            case Layout.Exponential exponential -> !exponential.certain();
        };
    }

    private static List<HistogramBucket> custom(
            List<HistogramBucket> first, List<HistogramBucket> second, double factor, Difference clash) {
        NavigableMap<Double, HistogramBucket> sums = new TreeMap<>();
        first.forEach(bucket -> sums.put(bucket.upper(), bucket));
        for (HistogramBucket bucket : second) {
            HistogramBucket same = sums.get(bucket.upper());
            if (same != null && same.lower() != bucket.lower()) {
                throw new IncompatibleHistograms(clash);
            }
            double before = same == null ? 0 : same.count();
            sums.put(bucket.upper(), bucket.withCount(before + factor * bucket.count()));
        }
        double end = Double.NEGATIVE_INFINITY;
        for (HistogramBucket bucket : sums.values()) {
            if (bucket.lower() < end) {
                throw new IncompatibleHistograms(clash);
            }
            end = bucket.upper();
        }
        return new ArrayList<>(sums.values());
    }

    private static List<HistogramBucket> exponential(
            List<HistogramBucket> first, Layout left, List<HistogramBucket> second, Layout right, double factor) {
        ZeroBuckets zero = ZeroBuckets.reconciled(first, second);
        int coarsest = Math.min(schema(left), schema(right));
        ExponentialSums sums = new ExponentialSums(coarsest, zero.threshold());
        zero.first().forEach(bucket -> sums.add(bucket, schema(left) == coarsest, 1));
        zero.second().forEach(bucket -> sums.add(bucket, schema(right) == coarsest, factor));
        return sums.buckets();
    }

    private static int schema(Layout layout) {
        return switch (layout) {
            case Layout.Exponential exponential -> exponential.schema();
            case Layout.Unknown unknown -> Integer.MAX_VALUE;
            case Layout.Custom custom -> throw new IllegalStateException("custom buckets have no schema");
        };
    }
}
