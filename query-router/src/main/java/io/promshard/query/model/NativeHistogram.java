package io.promshard.query.model;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A native histogram with all that a server stores of it; counts are absolute, and floating-point also where the server counts whole
 * numbers.
 *
 * @param schema from -4 to 8: bounds grow by 2^2^-schema; {@link #CUSTOM_SCHEMA} where somebody chose them
 * @param zeroThreshold the zero bucket is as wide to both sides
 * @param count of observations, those of NaN included, which are in no bucket
 * @param sum of observations; the bits of a stale marker where the series ended
 * @param positive buckets by growing index, the empty ones that are stored included
 * @param negative the same below zero
 * @param bounds upper ones, where somebody chose them
 * @see <a href="https://prometheus.io/docs/specs/native_histograms/#data-model">Data model</a>
 */
public record NativeHistogram(
        CounterReset counterReset,
        int schema,
        double zeroThreshold,
        double zeroCount,
        double count,
        double sum,
        List<Bucket> positive,
        List<Bucket> negative,
        List<Double> bounds) {

    /** Of buckets with bounds that somebody chose. */
    public static final int CUSTOM_SCHEMA = -53;

    /** The bits of the NaN that ends a series. */
    private static final long STALE = 0x7ff0000000000002L;

    public NativeHistogram {
        positive = List.copyOf(positive);
        negative = List.copyOf(negative);
        bounds = List.copyOf(bounds);
    }

    /**
     * A bucket.
     *
     * @param index of exponential ones, the bucket that ends at 1 is 0; of others, its place
     */
    public record Bucket(int index, double count) {}

    /** The mark of a series' end. */
    public static NativeHistogram stale() {
        double mark = Double.longBitsToDouble(STALE);
        return new NativeHistogram(CounterReset.UNKNOWN, 0, 0, 0, 0, mark, List.of(), List.of(), List.of());
    }

    /** Whether a sample's value, or a histogram's sum, is the mark of a series' end. */
    public static boolean isStale(double value) {
        return Double.doubleToRawLongBits(value) == STALE;
    }

    /** Whether this is the mark of a series' end, and no histogram. */
    public boolean isStale() {
        return isStale(sum);
    }

    public boolean hasCustomBounds() {
        return schema == CUSTOM_SCHEMA;
    }

    /**
     * As the API prints it, without empty buckets, and with its schema. The zero bucket is there also where it is empty, as its width
     * counts; and one empty bucket of a side that has no others, as a zero bucket is taken to lie on one side where the other has none.
     */
    public FloatHistogram toFloatHistogram() {
        List<HistogramBucket> buckets = new ArrayList<>();
        for (Bucket bucket : told(negative).reversed()) {
            add(bucket, -bound(bucket.index()), -cut(bound(bucket.index() - 1)), buckets);
        }
        if (!hasCustomBounds()) {
            buckets.add(new HistogramBucket(3, -zeroThreshold, zeroThreshold, zeroCount));
        }
        for (Bucket bucket : told(positive)) {
            add(bucket, cut(bound(bucket.index() - 1)), bound(bucket.index()), buckets);
        }
        return new FloatHistogram(count, sum, buckets, OptionalInt.of(schema));
    }

    private List<Bucket> told(List<Bucket> side) {
        List<Bucket> populated =
                side.stream().filter(bucket -> bucket.count() != 0).toList();
        return populated.isEmpty() && !hasCustomBounds()
                ? side.stream().limit(1).toList()
                : populated;
    }

    private void add(Bucket bucket, double lower, double upper, List<HistogramBucket> buckets) {
        boolean fromBelow = hasCustomBounds() ? bucket.index() == 0 : lower < 0;
        boolean toAbove = hasCustomBounds() || upper > 0;
        buckets.add(new HistogramBucket(boundaries(fromBelow, toAbove), lower, upper, bucket.count()));
    }

    private static int boundaries(boolean lower, boolean upper) {
        return lower ? upper ? 3 : 1 : upper ? 0 : 2;
    }

    /** The zero bucket takes what it covers. */
    private double cut(double bound) {
        return hasCustomBounds() ? bound : Math.max(bound, zeroThreshold);
    }

    private double bound(int index) {
        if (hasCustomBounds()) {
            return index < 0
                    ? Double.NEGATIVE_INFINITY
                    : index < bounds.size() ? bounds.get(index) : Double.POSITIVE_INFINITY;
        }
        return exponential(index);
    }

    private double exponential(int index) {
        double exponent = Math.scalb((double) index, -schema);
        if (exponent > 1024) {
            return Double.POSITIVE_INFINITY;
        }
        if (exponent == 1024) {
            return Double.MAX_VALUE;
        }
        double whole = Math.floor(exponent);
        return Math.scalb(Math.pow(2, exponent - whole), (int) whole);
    }
}
