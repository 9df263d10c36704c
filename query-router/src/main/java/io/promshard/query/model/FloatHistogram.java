package io.promshard.query.model;

import java.util.List;

/**
 * A native histogram, as far as the API prints it: that has neither the schema nor what is empty.
 *
 * @param count of observations, those of NaN included, which are in no bucket
 * @param buckets from the lowest to the highest
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/api/#native-histograms">Native histograms in the API</a>
 */
public record FloatHistogram(double count, double sum, List<HistogramBucket> buckets) {

    public FloatHistogram {
        buckets = List.copyOf(buckets);
    }
}
