package io.promshard.query.engine.histogram;

import io.promshard.query.engine.EngineException;
import io.promshard.query.model.HistogramBucket;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Exponential buckets of one schema, to which those of finer ones are added. Used by one thread. */
final class ExponentialSums {

    /** More than any index, so that no bucket has the place of the zero bucket. */
    private static final long ABOVE_ZERO = 1L << 40;

    private final int schema;
    private final double threshold;
    private final NavigableMap<Long, HistogramBucket> sums = new TreeMap<>();

    /**
     * No buckets yet.
     *
     * @param schema anything if there will be none but zero buckets
     * @param threshold half the width of the zero bucket
     */
    ExponentialSums(int schema, double threshold) {
        this.schema = schema;
        this.threshold = threshold;
    }

    /** In their order. */
    List<HistogramBucket> buckets() {
        return new ArrayList<>(sums.values());
    }

    /**
     * Adds a bucket's count times a factor. As in Prometheus, what a zero bucket has swallowed of a finer bucket counts once more
     * where the coarser one reaches beyond it.
     *
     * @param exact whether the bucket is of this schema, rather than a finer one
     */
    void add(HistogramBucket bucket, boolean exact, double factor) {
        double count = factor * bucket.count();
        if (Layout.isZero(bucket)) {
            sums.merge(0L, bucket.withCount(count), (a, b) -> a.withCount(a.count() + count));
            return;
        }
        HistogramBucket here = exact ? bucket : widened(bucket);
        if (Bounds.isBeyond(Bounds.outer(here), threshold)) {
            sums.merge(place(here), here.withCount(count), (a, b) -> (exact ? b : a).withCount(a.count() + count));
        }
    }

    private HistogramBucket widened(HistogramBucket bucket) {
        if (Bounds.outer(bucket) >= Double.MAX_VALUE) {
            throw new EngineException.Unsupported("histograms of different schemas with observations near infinity");
        }
        long index = Bounds.index(bucket, schema);
        double outer = Bounds.bound(index, schema);
        double inner = Math.max(threshold, Bounds.bound(index - 1, schema));
        return Layout.isNegative(bucket)
                ? new HistogramBucket(1, -outer, -inner, bucket.count())
                : new HistogramBucket(0, inner, outer, bucket.count());
    }

    /** By index: bounds that are computed and those that are printed may differ in their last bit. */
    private long place(HistogramBucket bucket) {
        boolean infinite = Double.isInfinite(Bounds.outer(bucket));
        long place = ABOVE_ZERO + (infinite ? ABOVE_ZERO / 2 : Bounds.index(bucket, schema));
        return Layout.isNegative(bucket) ? -place : place;
    }
}
