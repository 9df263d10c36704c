package io.promshard.pgw.upkeep;

import io.promshard.shard.membership.Member;
import java.util.Optional;

/** Asks a gateway about itself. Thread-safe; blocks for a limited time. */
@FunctionalInterface
public interface Inspector {

    /** Empty if it does not tell. */
    Optional<Inspection> inspect(Member gateway) throws InterruptedException;

    /**
     * What a gateway says about itself.
     *
     * @param process tells one run of it from the next
     * @param offset by how many seconds at least its clock is ahead of ours, negative if it is behind; 0 if it may be right
     */
    record Inspection(String process, double offset) {}
}
