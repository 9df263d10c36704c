package io.promshard.query.client;

import io.promshard.query.topology.Replica;
import io.promshard.query.topology.Shard;

/** Asks a shard, by whichever of its replicas. Thread-safe; blocks the calling thread, which is a virtual one. */
@FunctionalInterface
public interface ShardCalls {

    /**
     * Sends the call, and returns with the head of an answer. Its status may be one that says that the query failed.
     *
     * @throws ShardFailure if no replica answered within the deadline; the failures of the others are suppressed in it
     */
    Answered call(Shard shard, ApiCall call, Deadline deadline) throws ShardFailure;

    /**
     * An answer, and who gave it.
     *
     * @param answer to be closed by who asked
     */
    record Answered(Replica replica, ShardAnswer answer) {}
}
