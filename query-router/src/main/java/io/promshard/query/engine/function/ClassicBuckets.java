package io.promshard.query.engine.function;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The buckets of a classic histogram at one step, each with the observations up to its bound.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/promql/quantile.go">BucketQuantile, BucketFraction</a>
 */
final class ClassicBuckets {

    private static final double TOLERANCE = 1e-12;

    private final double[] bounds;
    private final double[] counts;

    private ClassicBuckets(double[] bounds, double[] counts) {
        this.bounds = bounds;
        this.counts = counts;
    }

    /** A bucket as its series has it. */
    record Bucket(double bound, double count) {}

    /** Buckets in any order, of at least one; those of the same bound are one. */
    static ClassicBuckets of(List<Bucket> buckets) {
        List<Bucket> sorted = new ArrayList<>(buckets);
        sorted.sort(Comparator.comparingDouble(bucket -> bucket.bound() + 0.0));
        List<Bucket> merged = new ArrayList<>();
        for (Bucket bucket : sorted) {
            if (!merged.isEmpty() && merged.getLast().bound() == bucket.bound()) {
                Bucket same = merged.removeLast();
                merged.add(new Bucket(same.bound(), same.count() + bucket.count()));
            } else {
                merged.add(bucket);
            }
        }
        return new ClassicBuckets(
                merged.stream().mapToDouble(Bucket::bound).toArray(),
                merged.stream().mapToDouble(Bucket::count).toArray());
    }

    /**
     * A quantile.
     *
     * @param forced whether counts had to be raised to those of smaller buckets
     */
    record Quantile(double value, boolean forced) {}

    Quantile quantile(double q) {
        if (Double.isNaN(q)) {
            return new Quantile(Double.NaN, false);
        }
        if (q < 0 || q > 1) {
            return new Quantile(q < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY, false);
        }
        int last = bounds.length - 1;
        if (bounds[last] != Double.POSITIVE_INFINITY) {
            return new Quantile(Double.NaN, false);
        }
        boolean forced = makeMonotonic();
        if (last < 1 || counts[last] == 0) {
            return new Quantile(Double.NaN, false);
        }
        return new Quantile(interpolated(q * counts[last]), forced);
    }

    private double interpolated(double rank) {
        int last = bounds.length - 1;
        int bucket = 0;
        while (bucket < last && !(counts[bucket] >= rank)) {
            bucket++;
        }
        if (bucket == last) {
            return bounds[last - 1];
        }
        if (bucket == 0 && bounds[0] <= 0) {
            return bounds[0];
        }
        double start = bucket == 0 ? 0 : bounds[bucket - 1];
        double below = bucket == 0 ? 0 : counts[bucket - 1];
        return start + (bounds[bucket] - start) * ((rank - below) / (counts[bucket] - below));
    }

    /** Differences within rounding are mended without a word. */
    private boolean makeMonotonic() {
        boolean forced = false;
        double before = counts[0];
        for (int i = 1; i < counts.length; i++) {
            if (counts[i] == before) {
                continue;
            }
            boolean same = almostEqual(before, counts[i]);
            if (same || counts[i] < before) {
                forced |= !same;
                counts[i] = before;
            } else {
                before = counts[i];
            }
        }
        return forced;
    }

    private static boolean almostEqual(double a, double b) {
        if (Double.isNaN(a) && Double.isNaN(b)) {
            return true;
        }
        double sum = Math.abs(a) + Math.abs(b);
        double difference = Math.abs(a - b);
        return (a == 0 || b == 0 || sum < Double.MIN_NORMAL)
                ? difference < TOLERANCE * Double.MIN_NORMAL
                : difference / Math.min(sum, Double.MAX_VALUE) < TOLERANCE;
    }

    /** The share of observations between two values. */
    double fraction(double lower, double upper) {
        int last = bounds.length - 1;
        if (bounds[last] != Double.POSITIVE_INFINITY) {
            return Double.NaN;
        }
        double all = counts[last];
        if (all == 0 || Double.isNaN(lower) || Double.isNaN(upper)) {
            return Double.NaN;
        }
        return lower >= upper ? 0 : (rank(upper, all) - rank(lower, all)) / all;
    }

    private double rank(double value, double all) {
        double rank = 0;
        for (int i = 0; i < bounds.length; i++) {
            double start = i == 0 ? Double.NEGATIVE_INFINITY : bounds[i - 1];
            if (start >= value) {
                return capped(rank, all);
            }
            if (bounds[i] > value) {
                return capped(rank + (counts[i] - rank) * (value - start) / (bounds[i] - start), all);
            }
            rank = counts[i];
        }
        return all;
    }

    private static double capped(double rank, double all) {
        return rank > all ? all : rank;
    }
}
