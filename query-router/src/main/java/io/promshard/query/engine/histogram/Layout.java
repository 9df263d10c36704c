package io.promshard.query.engine.histogram;

import io.promshard.query.model.FloatHistogram;
import io.promshard.query.model.HistogramBucket;
import io.promshard.query.model.NativeHistogram;
import java.util.List;
import java.util.Optional;

/**
 * What kind of buckets a histogram has, read off their bounds where it is not known: the API does not print it.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/model/histogram/generic.go">bounds of buckets</a>
 */
sealed interface Layout {

    /** Nothing to read it off: no bucket, or the zero bucket alone. */
    record Unknown() implements Layout {}

    /** Bounds that somebody chose. */
    record Custom() implements Layout {}

    /**
     * Each bound is the one before times 2^2^-schema.
     *
     * @param certain false if custom buckets could look the same, being powers of two all of them
     */
    record Exponential(int schema, boolean certain) implements Layout {}

    /** The layout of a histogram. */
    static Layout of(FloatHistogram histogram) {
        if (histogram.schema().isPresent()) {
            int schema = histogram.schema().getAsInt();
            return schema == NativeHistogram.CUSTOM_SCHEMA ? new Custom() : new Exponential(schema, true);
        }
        List<HistogramBucket> buckets = histogram.buckets();
        if (buckets.stream().anyMatch(Layout::isCustom)) {
            return new Custom();
        }
        boolean signs = buckets.stream().anyMatch(bucket -> isZero(bucket) || isNegative(bucket));
        List<HistogramBucket> regular = uncut(
                buckets.stream()
                        .filter(bucket -> !isZero(bucket) && !isLast(bucket))
                        .toList(),
                threshold(buckets));
        if (regular.isEmpty()) {
            return new Unknown();
        }
        return schema(regular, signs)
                .<Layout>map(schema -> new Exponential(schema, signs || schema > 0))
                .orElseGet(Custom::new);
    }

    /** The upper bound of the zero bucket, 0 if there is none. */
    private static double threshold(List<HistogramBucket> buckets) {
        return buckets.stream()
                .filter(Layout::isZero)
                .mapToDouble(HistogramBucket::upper)
                .max()
                .orElse(0);
    }

    /** The zero bucket may cut those next to it short, even to what a finer schema has: others are asked if there are any. */
    private static List<HistogramBucket> uncut(List<HistogramBucket> buckets, double threshold) {
        List<HistogramBucket> apart = buckets.stream()
                .filter(bucket -> Bounds.isBeyond(Bounds.inner(bucket), threshold))
                .toList();
        return apart.isEmpty() ? buckets : apart;
    }

    /** What is left of a bucket that the zero bucket cut short may be off the grid. */
    private static Optional<Integer> schema(List<HistogramBucket> buckets, boolean signs) {
        Optional<Integer> found = Optional.empty();
        for (HistogramBucket bucket : buckets) {
            Optional<Integer> schema = Bounds.schema(bucket);
            if (schema.isEmpty() && !signs) {
                return Optional.empty();
            }
            if (found.isPresent() && schema.isPresent() && !found.equals(schema)) {
                return Optional.empty();
            }
            found = schema.isPresent() ? schema : found;
        }
        return found;
    }

    /** An exponential bucket closes towards zero, and has no bound at zero. */
    private static boolean isCustom(HistogramBucket bucket) {
        boolean fromMinusInfinity = bucket.lower() == Double.NEGATIVE_INFINITY && bucket.boundaries() != 1;
        boolean upwards = bucket.boundaries() == 0 && bucket.lower() <= 0;
        boolean toInfinity = bucket.upper() == Double.POSITIVE_INFINITY && bucket.lower() != Double.MAX_VALUE;
        return fromMinusInfinity || upwards || toInfinity;
    }

    static boolean isZero(HistogramBucket bucket) {
        return bucket.boundaries() == 3 && bucket.lower() != Double.NEGATIVE_INFINITY;
    }

    static boolean isNegative(HistogramBucket bucket) {
        return bucket.boundaries() == 1;
    }

    /** The bucket of infinities, or the one before it, whose width tells nothing. */
    private static boolean isLast(HistogramBucket bucket) {
        return Math.max(Math.abs(bucket.upper()), Math.abs(bucket.lower())) >= Double.MAX_VALUE;
    }
}
