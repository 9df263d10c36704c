package io.promshard.query.engine.histogram;

import io.promshard.query.model.FloatHistogram;
import io.promshard.query.model.HistogramBucket;
import io.promshard.query.model.ScrapedHistogram;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds out whether a histogram began to count anew: where the server does not know, it did if anything of it is less than before,
 * or its buckets are others.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/model/histogram/float_histogram.go">DetectReset</a>
 */
public final class CounterResets {

    private CounterResets() {}

    /** Whether the counter was reset between two histograms of a series. */
    public static boolean between(ScrapedHistogram before, ScrapedHistogram after) {
        return switch (after.stored().counterReset()) {
            case RESET -> true;
            case NONE -> false;
            case UNKNOWN, GAUGE -> isLess(before, after);
        };
    }

    private static boolean isLess(ScrapedHistogram before, ScrapedHistogram after) {
        if (after.histogram().count() < before.histogram().count()
                || after.stored().hasCustomBounds() != before.stored().hasCustomBounds()
                || !after.stored().bounds().equals(before.stored().bounds())
                || after.stored().schema() > before.stored().schema()) {
            return true;
        }
        return after.stored().hasCustomBounds()
                ? isLess(byBound(before.histogram()), byBound(after.histogram()))
                : isLessAroundZero(before.histogram(), after.histogram())
                        || isLess(byIndex(before, after), byIndex(after, after));
    }

    private static boolean isLess(Map<?, Double> before, Map<?, Double> after) {
        return before.entrySet().stream()
                .anyMatch(bucket -> after.getOrDefault(bucket.getKey(), 0.0) < bucket.getValue());
    }

    private static Map<Double, Double> byBound(FloatHistogram histogram) {
        Map<Double, Double> counts = new HashMap<>();
        histogram.buckets().forEach(bucket -> counts.put(bucket.upper(), bucket.count()));
        return counts;
    }

    private static boolean isLessAroundZero(FloatHistogram before, FloatHistogram after) {
        HistogramBucket zero = zero(after);
        if (zero.upper() < zero(before).upper()) {
            return true;
        }
        double count = 0;
        for (HistogramBucket bucket : before.buckets()) {
            if (Layout.isZero(bucket) || !Bounds.isBeyond(Bounds.outer(bucket), zero.upper())) {
                count += bucket.count();
            } else if (Bounds.isBeyond(zero.upper(), Bounds.inner(bucket))) {
                return true;
            }
        }
        return zero.count() < count;
    }

    private static HistogramBucket zero(FloatHistogram histogram) {
        return histogram.buckets().stream()
                .filter(Layout::isZero)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a scraped histogram has a zero bucket"));
    }

    /** The buckets beyond the zero bucket of a histogram, in its schema. */
    private static Map<Long, Double> byIndex(ScrapedHistogram of, ScrapedHistogram as) {
        double threshold = zero(as.histogram()).upper();
        Map<Long, Double> counts = new HashMap<>();
        for (HistogramBucket bucket : of.histogram().buckets()) {
            if (!Layout.isZero(bucket)) {
                boolean infinite = Double.isInfinite(Bounds.outer(bucket));
                long index = infinite
                        ? Long.MAX_VALUE
                        : Bounds.index(bucket, as.stored().schema());
                if (infinite || Bounds.isBeyond(Bounds.bound(index, as.stored().schema()), threshold)) {
                    counts.merge(Layout.isNegative(bucket) ? ~index : index, bucket.count(), Double::sum);
                }
            }
        }
        return counts;
    }
}
