package io.promshard.query.merge;

import io.promshard.query.remote.EncodedSeries;
import io.promshard.shard.labels.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The series of all shards that remote read gave for one query, sorted by their labels. */
public final class ReadUnion {

    private ReadUnion() {}

    /**
     * Merges series that have the labels of their shards already.
     *
     * @throws MergeConflict if two have the same labels
     */
    public static List<EncodedSeries> of(List<EncodedSeries> series) throws MergeConflict {
        List<EncodedSeries> sorted = new ArrayList<>(series);
        sorted.sort(Comparator.comparing(EncodedSeries::labels));
        Labels last = null;
        for (EncodedSeries one : sorted) {
            if (one.labels().equals(last)) {
                throw new MergeConflict("two series have the same labelset: " + last);
            }
            last = one.labels();
        }
        return sorted;
    }
}
