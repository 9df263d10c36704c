package io.promshard.pgw.snapshot;

import io.promshard.pgw.grouping.GroupingKey;

/**
 * What was known for sure of a gateway's groups at another moment. Groups go by their keys without an empty {@code instance}, see
 * {@link Group#id()}.
 */
public interface Listing {

    /** Whether all series of the group are known as they were after its push at that time. */
    boolean knows(GroupingKey group, double pushTime);

    /**
     * Whether the group, which is known, had that series.
     *
     * @param labels of the series, in the form of {@link GroupingKey#canonicalBytes()}
     */
    boolean has(GroupingKey group, String family, String labels);
}
