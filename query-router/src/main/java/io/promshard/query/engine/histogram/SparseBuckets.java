package io.promshard.query.engine.histogram;

import io.promshard.query.model.FloatHistogram;
import io.promshard.query.model.HistogramBucket;
import io.promshard.query.model.ScrapedHistogram;
import io.promshard.query.model.ScrapedHistogram.Reset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * Makes histograms of the form in which they are scraped: counts by the index of their bucket.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/model/histogram/generic.go">bounds of buckets</a>
 */
public final class SparseBuckets {

    private SparseBuckets() {}

    /** Of exponential buckets, those below zero by their index from zero on. */
    public static ScrapedHistogram exponential(
            int schema,
            double zeroThreshold,
            double zeroCount,
            double count,
            double sum,
            SortedMap<Integer, Double> positive,
            SortedMap<Integer, Double> negative,
            Reset reset) {
        List<HistogramBucket> buckets = new ArrayList<>();
        negative.forEach((index, inBucket) -> {
            double inner = Math.max(zeroThreshold, Bounds.bound(index - 1L, schema));
            buckets.addFirst(new HistogramBucket(1, -upper(index, schema), -inner, inBucket));
        });
        buckets.add(new HistogramBucket(3, -zeroThreshold, zeroThreshold, zeroCount));
        positive.forEach((index, inBucket) -> {
            double inner = Math.max(zeroThreshold, Bounds.bound(index - 1L, schema));
            buckets.add(new HistogramBucket(0, inner, upper(index, schema), inBucket));
        });
        buckets.removeIf(bucket -> bucket.count() == 0 && !Layout.isZero(bucket));
        return new ScrapedHistogram(
                new FloatHistogram(count, sum, buckets, OptionalInt.of(schema)), schema, List.of(), reset);
    }

    /** Beyond the last bucket of numbers there is one of infinities. */
    private static double upper(int index, int schema) {
        boolean infinite = Bounds.bound(index - 1L, schema) == Double.MAX_VALUE;
        return infinite ? Double.POSITIVE_INFINITY : Bounds.bound(index, schema);
    }

    /** Of buckets up to each bound, and one beyond the last. */
    public static ScrapedHistogram custom(
            List<Double> bounds, double count, double sum, SortedMap<Integer, Double> counts, Reset reset) {
        List<HistogramBucket> buckets = new ArrayList<>();
        for (Map.Entry<Integer, Double> bucket : counts.entrySet()) {
            int index = bucket.getKey();
            double lower = index == 0 ? Double.NEGATIVE_INFINITY : bounds.get(index - 1);
            double upper = index == bounds.size() ? Double.POSITIVE_INFINITY : bounds.get(index);
            if (bucket.getValue() != 0) {
                buckets.add(new HistogramBucket(index == 0 ? 3 : 0, lower, upper, bucket.getValue()));
            }
        }
        return new ScrapedHistogram(
                new FloatHistogram(count, sum, buckets, OptionalInt.of(ScrapedHistogram.CUSTOM)),
                ScrapedHistogram.CUSTOM,
                bounds,
                reset);
    }
}
