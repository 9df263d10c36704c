package io.promshard.pgw.web;

import io.promshard.pgw.grouping.GroupingKey;
import java.time.Instant;

/** Told of groups that clients delete. Must not block or throw. */
@FunctionalInterface
public interface DeletionListener {

    /** A gateway took the deletion, or the client was sent to it; what was pushed before that moment shall be nowhere. */
    void deleted(GroupingKey key, Instant at);
}
