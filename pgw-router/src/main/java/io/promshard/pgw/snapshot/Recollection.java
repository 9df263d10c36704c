package io.promshard.pgw.snapshot;

import io.promshard.pgw.grouping.GroupingKey;

/** What is known of groups beside what their gateways say. Thread-safe, and cheap to ask. */
public interface Recollection {

    /** When a client pushed what a gateway says was pushed then, which may have been a move. */
    double pushTime(GroupingKey key, double stamp);

    /** Whether a client has deleted the group after it pushed it at that time. */
    boolean isDeleted(GroupingKey key, double pushTime);
}
