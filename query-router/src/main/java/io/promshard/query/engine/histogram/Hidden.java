package io.promshard.query.engine.histogram;

import io.promshard.query.engine.EngineException;
import io.promshard.query.model.FloatHistogram;
import io.promshard.query.model.HistogramBucket;

/** Finds where buckets count that the API does not print, since they have nothing in them or less. */
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
        boolean less = Double.isNaN(histogram.count()) || histogram.count() - printed < histogram.count() * TOLERANCE;
        if (less && !(Layout.of(histogram) instanceof Layout.Custom)) {
            throw new EngineException.Unsupported("computing with negative histograms, or with NaN, of several shards");
        }
    }

    /**
     * Nothing times infinity is NaN, which is printed.
     *
     * @throws EngineException.Unsupported if the factor is not finite
     */
    static void checkFinite(double factor, FloatHistogram histogram) {
        if (!Double.isFinite(factor) && histogram.schema().isEmpty()) {
            throw new EngineException.Unsupported("native histograms of several shards times " + factor);
        }
    }

    /**
     * Nothing by nothing is NaN, which is printed.
     *
     * @throws EngineException.Unsupported if there may be an empty zero bucket of a width that is not known
     */
    static void checkZero(FloatHistogram histogram) {
        boolean known =
                histogram.schema().isPresent() || histogram.buckets().stream().anyMatch(Layout::isZero);
        if (!known && !(Layout.of(histogram) instanceof Layout.Custom)) {
            throw new EngineException.Unsupported("native histograms of several shards divided by zero");
        }
    }
}
