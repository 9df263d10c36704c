package io.promshard.query.engine.oracle;

import io.promshard.shard.labels.Labels;
import java.util.List;
import java.util.SortedMap;

/** A series of the data, with the samples that a Prometheus scraped of it. */
record OracleSeries(Labels labels, List<Sample> samples) {

    OracleSeries {
        samples = List.copyOf(samples);
    }

    /** A sample at a time in milliseconds. */
    sealed interface Sample {
        long millis();
    }

    record FloatSample(long millis, double value) implements Sample {}

    /** Says that the series has ended. */
    record StaleSample(long millis) implements Sample {}

    /**
     * A native histogram of exponential buckets.
     *
     * @param positive counts by the buckets' index
     * @param negative counts by the buckets' index
     */
    record ExponentialSample(
            long millis,
            int schema,
            double zeroThreshold,
            double zeroCount,
            SortedMap<Integer, Integer> positive,
            SortedMap<Integer, Integer> negative)
            implements Sample {}

    /** @param counts one more than there are bounds */
    record CustomSample(long millis, double sum, List<Double> bounds, List<Double> counts) implements Sample {
        CustomSample {
            bounds = List.copyOf(bounds);
            counts = List.copyOf(counts);
        }
    }
}
