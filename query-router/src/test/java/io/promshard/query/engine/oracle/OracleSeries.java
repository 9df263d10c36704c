package io.promshard.query.engine.oracle;

import io.promshard.shard.labels.Labels;
import java.util.List;
import java.util.SortedMap;

/** A series of the data, with the samples that a Prometheus scraped of it. */
public record OracleSeries(Labels labels, List<Sample> samples) {

    public OracleSeries {
        samples = List.copyOf(samples);
    }

    /** A sample at a time in milliseconds. */
    public sealed interface Sample {
        long millis();
    }

    /** A float. */
    public record FloatSample(long millis, double value) implements Sample {}

    /** Says that the series has ended. */
    public record StaleSample(long millis) implements Sample {}

    /**
     * A native histogram of exponential buckets.
     *
     * @param positive counts by the buckets' index
     * @param negative counts by the buckets' index
     */
    public record ExponentialSample(
            long millis,
            int schema,
            double zeroThreshold,
            double zeroCount,
            SortedMap<Integer, Integer> positive,
            SortedMap<Integer, Integer> negative)
            implements Sample {}

    /**
     * A native histogram of buckets with bounds of one's own.
     *
     * @param counts one more than there are bounds
     */
    public record CustomSample(long millis, double sum, List<Double> bounds, List<Double> counts) implements Sample {
        public CustomSample {
            bounds = List.copyOf(bounds);
            counts = List.copyOf(counts);
        }
    }
}
