package io.promshard.query.engine.histogram;

import io.promshard.query.engine.EngineException;
import io.promshard.query.model.FloatHistogram;
import io.promshard.query.model.HistogramBucket;

/** Finds zero buckets that the API does not print, since they have less than nothing in them. */
final class Hidden {

    private static final double TOLERANCE = 1e-9;

    private Hidden() {}

    /** @throws EngineException.Unsupported if there is such a bucket, since what follows could print it */
    static void check(FloatHistogram histogram) {
        if (histogram.count() >= 0) {
            return;
        }
        double printed =
                histogram.buckets().stream().mapToDouble(HistogramBucket::count).sum();
        boolean less = histogram.count() - printed < histogram.count() * TOLERANCE;
        if (less && !(Layout.of(histogram) instanceof Layout.Custom)) {
            throw new EngineException.Unsupported("computing with negative histograms of several shards");
        }
    }
}
