package io.promshard.query.engine.histogram;

import io.promshard.query.engine.EngineException;
import io.promshard.query.model.FloatHistogram;
import io.promshard.query.model.HistogramBucket;
import io.promshard.query.model.ScrapedHistogram;
import java.util.List;
import java.util.OptionalInt;
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
        return new FloatHistogram(
                first.count() + second.count(), first.sum() + second.sum(), buckets, schema(first, second));
    }

    /**
     * The first less the second.
     *
     * @throws IncompatibleHistograms if their buckets do not fit
     */
    public static FloatHistogram subtract(FloatHistogram first, FloatHistogram second) {
        List<HistogramBucket> buckets = BucketSums.add(first, second, -1);
        return new FloatHistogram(
                first.count() - second.count(), first.sum() - second.sum(), buckets, schema(first, second));
    }

    /** Of what two make together: the wider one, if both are known. */
    private static OptionalInt schema(FloatHistogram first, FloatHistogram second) {
        return first.schema().isPresent() && second.schema().isPresent()
                ? OptionalInt.of(
                        Math.min(first.schema().getAsInt(), second.schema().getAsInt()))
                : OptionalInt.empty();
    }

    /**
     * Checks that custom buckets of two have the same bounds, those of empty ones included.
     *
     * @throws IncompatibleHistograms if they have not
     */
    public static void checkSameBounds(ScrapedHistogram first, ScrapedHistogram second) {
        if (!first.stored().bounds().equals(second.stored().bounds())) {
            throw new IncompatibleHistograms(IncompatibleHistograms.Difference.BOUNDS);
        }
    }

    /**
     * The same in fewer and wider buckets.
     *
     * @param schema not above its own; not that of custom buckets
     */
    public static FloatHistogram reduced(ScrapedHistogram histogram, int schema) {
        if (histogram.stored().schema() == schema) {
            return histogram.histogram();
        }
        FloatHistogram fine = histogram.histogram();
        double threshold = fine.buckets().stream()
                .filter(Layout::isZero)
                .mapToDouble(HistogramBucket::upper)
                .max()
                .orElse(0);
        ExponentialSums sums = new ExponentialSums(schema, threshold);
        fine.buckets().forEach(bucket -> sums.add(bucket, false, 1));
        return new FloatHistogram(fine.count(), fine.sum(), sums.buckets(), OptionalInt.of(schema));
    }

    /**
     * Times a number.
     *
     * @throws EngineException.Unsupported if buckets that are not known, being empty, would be so no more
     */
    public static FloatHistogram multiply(FloatHistogram histogram, double factor) {
        Hidden.checkFinite(factor, histogram);
        return map(histogram, value -> value * factor);
    }

    /**
     * By zero, the buckets but that of zero go.
     *
     * @throws EngineException.Unsupported if buckets that are not known, being empty, would be so no more
     */
    public static FloatHistogram divide(FloatHistogram histogram, double divisor) {
        Hidden.checkFinite(1 / divisor == 0 || divisor == 0 ? 1 : divisor, histogram);
        FloatHistogram divided = map(histogram, value -> value / divisor);
        return divisor == 0 ? withoutBuckets(divided) : divided;
    }

    private static FloatHistogram withoutBuckets(FloatHistogram histogram) {
        List<HistogramBucket> zero =
                histogram.buckets().stream().filter(Layout::isZero).toList();
        Hidden.checkZero(histogram);
        return new FloatHistogram(histogram.count(), histogram.sum(), zero, histogram.schema());
    }

    /** The mean of so many, given that of all but the last one; as Prometheus computes it. */
    public static FloatHistogram mean(FloatHistogram before, FloatHistogram last, double count) {
        return add(before, subtract(divide(last, count), divide(before, count)));
    }

    /** The same without empty buckets, but for that of zero. */
    public static FloatHistogram compact(FloatHistogram histogram) {
        List<HistogramBucket> buckets = histogram.buckets().stream()
                .filter(bucket -> Layout.isZero(bucket) || bucket.count() != 0)
                .toList();
        return new FloatHistogram(histogram.count(), histogram.sum(), buckets, histogram.schema());
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
        return new FloatHistogram(
                f.applyAsDouble(histogram.count()), f.applyAsDouble(histogram.sum()), buckets, histogram.schema());
    }
}
