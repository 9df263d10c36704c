package io.promshard.query.engine.histogram;

import io.promshard.query.engine.Logarithms;
import io.promshard.query.model.HistogramBucket;
import java.util.Optional;

/** The bounds of exponential buckets: 2^(i * 2^-schema) for whole i. */
final class Bounds {

    private static final int MIN_SCHEMA = -4;
    private static final int MAX_SCHEMA = 8;
    private static final double TOLERANCE = 1e-6;
    private static final double SAME = 1e-12;

    private Bounds() {}

    /** The schema of which both bounds of a bucket are neighbours. */
    static Optional<Integer> schema(HistogramBucket bucket) {
        double outer = Logarithms.log2(outer(bucket));
        double width = outer - Logarithms.log2(inner(bucket));
        int schema = (int) Math.round(-Logarithms.log2(width));
        double scaled = Math.scalb(outer, schema);
        boolean onGrid = Math.abs(scaled - Math.rint(scaled)) < TOLERANCE * Math.max(1, Math.abs(scaled));
        boolean exact = Math.abs(Math.scalb(width, schema) - 1) < TOLERANCE;
        return onGrid && exact && schema >= MIN_SCHEMA && schema <= MAX_SCHEMA ? Optional.of(schema) : Optional.empty();
    }

    /** How many buckets of the schema lie between 1 and the bucket's outer bound. */
    static long index(HistogramBucket bucket, int schema) {
        return (long) Math.ceil(Math.scalb(Logarithms.log2(outer(bucket)), schema) - TOLERANCE);
    }

    /** The outer bound of that bucket. */
    static double bound(long index, int schema) {
        double exponent = Math.scalb((double) index, -schema);
        if (exponent >= 1024) {
            return Double.MAX_VALUE;
        }
        double whole = Math.floor(exponent);
        return Math.scalb(Math.pow(2, exponent - whole), (int) whole);
    }

    /** Whether one bound lies beyond another, by more than the bit in which computed and printed bounds may differ. */
    static boolean isBeyond(double bound, double other) {
        return bound > other * (1 + SAME);
    }

    /** The bound further from zero, without its sign. */
    static double outer(HistogramBucket bucket) {
        return Math.max(Math.abs(bucket.lower()), Math.abs(bucket.upper()));
    }

    /** The bound nearer to zero, without its sign. */
    static double inner(HistogramBucket bucket) {
        return Math.min(Math.abs(bucket.lower()), Math.abs(bucket.upper()));
    }
}
