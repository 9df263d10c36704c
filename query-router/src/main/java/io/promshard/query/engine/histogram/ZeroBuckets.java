package io.promshard.query.engine.histogram;

import io.promshard.query.engine.EngineException;
import io.promshard.query.model.HistogramBucket;
import java.util.ArrayList;
import java.util.List;

/**
 * The buckets of two histograms, those near zero put together so that both zero buckets are as wide. Of the second the others stay
 * as well, since Prometheus looks at them once more.
 *
 * @param threshold half that width; 0 if neither prints a zero bucket
 */
record ZeroBuckets(List<HistogramBucket> first, List<HistogramBucket> second, double threshold) {

    /** @throws EngineException.Unsupported if it is not known how wide they are */
    static ZeroBuckets reconciled(List<HistogramBucket> first, List<HistogramBucket> second) {
        double threshold = Math.max(width(first), width(second));
        if (Double.isNaN(threshold)) {
            throw new EngineException.Unsupported("adding histograms with zero buckets of different widths");
        }
        while (true) {
            double wider = Math.max(widened(first, threshold), widened(second, threshold));
            if (wider == threshold) {
                return new ZeroBuckets(
                        collected(first, threshold, true), collected(second, threshold, false), threshold);
            }
            threshold = wider;
        }
    }

    private static double width(List<HistogramBucket> buckets) {
        return buckets.stream()
                .filter(Layout::isZero)
                .mapToDouble(HistogramBucket::upper)
                .max()
                .orElse(0);
    }

    /** The outer bound of a bucket in which the threshold lies, else the threshold. */
    private static double widened(List<HistogramBucket> buckets, double threshold) {
        return buckets.stream()
                .filter(bucket -> !Layout.isZero(bucket) && bucket.count() != 0)
                .filter(bucket -> Bounds.isBeyond(threshold, Bounds.inner(bucket))
                        && Bounds.isBeyond(Bounds.outer(bucket), threshold))
                .mapToDouble(Bounds::outer)
                .max()
                .orElse(threshold);
    }

    private static List<HistogramBucket> collected(List<HistogramBucket> buckets, double threshold, boolean trimmed) {
        List<HistogramBucket> collected = new ArrayList<>();
        double count = 0;
        boolean any = false;
        for (HistogramBucket bucket : buckets) {
            boolean zero = Layout.isZero(bucket);
            boolean within = zero || !Bounds.isBeyond(Bounds.outer(bucket), threshold);
            count += within ? bucket.count() : 0;
            any |= within;
            if (!within || !(zero || trimmed)) {
                collected.add(bucket);
            }
        }
        if (any) {
            collected.add(new HistogramBucket(3, -threshold, threshold, count));
        }
        return collected;
    }
}
