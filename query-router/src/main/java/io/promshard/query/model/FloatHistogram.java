package io.promshard.query.model;

import java.util.List;
import java.util.OptionalInt;

/**
 * A native histogram, as far as the API prints it, which prints nothing that is empty; and its schema, if that is known.
 *
 * @param count of observations, those of NaN included, which are in no bucket
 * @param buckets from the lowest to the highest
 * @param schema {@link NativeHistogram#CUSTOM_SCHEMA} of custom buckets; empty if only the API's answer is known
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/api/#native-histograms">Native histograms in the API</a>
 */
public record FloatHistogram(double count, double sum, List<HistogramBucket> buckets, OptionalInt schema) {

    public FloatHistogram {
        buckets = List.copyOf(buckets);
    }

    /** As the API prints it. */
    public FloatHistogram(double count, double sum, List<HistogramBucket> buckets) {
        this(count, sum, buckets, OptionalInt.empty());
    }
}
