package io.promshard.query.engine.histogram;

import io.promshard.query.model.HistogramBucket;
import java.util.List;

/** The zero bucket of a histogram that has buckets on one side of zero only, be they empty: it is taken to have nothing on the other. */
final class ZeroSide {

    private ZeroSide() {}

    /** The bucket, cut at zero if it is such a zero bucket. */
    static HistogramBucket cut(HistogramBucket bucket, List<HistogramBucket> all) {
        if (bucket.lower() > 0 || bucket.upper() < 0) {
            return bucket;
        }
        boolean negative = all.stream().anyMatch(Layout::isNegative);
        boolean positive = all.stream().anyMatch(one -> one.boundaries() == 0);
        if (negative == positive) {
            return bucket;
        }
        double lower = positive ? 0 : bucket.lower();
        double upper = positive ? bucket.upper() : 0;
        return new HistogramBucket(bucket.boundaries(), lower, upper, bucket.count());
    }
}
