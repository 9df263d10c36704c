package io.promshard.pgw.upkeep;

import io.promshard.pgw.grouping.GroupingKey;
import java.util.Set;

/** A group as a gateway stored it when it was read. */
public interface StoredGroup {

    GroupingKey key();

    /** Whether all of it is known for sure, so that it may be copied. */
    boolean exact();

    /** The gateway's {@code push_time_seconds}. */
    double pushTime();

    /** The gateway's {@code push_failure_time_seconds}, 0 for none. */
    double failureTime();

    /** What makes it again: its families in delimited protobuf. Two groups with equal ones are equal. */
    byte[] body();

    /** The names of its families. */
    Set<String> families();

    /** The body without these families. */
    byte[] bodyWithout(Set<String> families);
}
