package io.promshard.query.client;

import io.promshard.query.topology.Replica;

/**
 * Asks one server. Thread-safe; blocks the calling thread, which is a virtual one. An interrupt ends the call and the
 * server's work on it.
 */
@FunctionalInterface
public interface ShardClient {

    /**
     * Sends the call, and returns with the head of the answer, whatever its status. The body has yet to come.
     *
     * @throws ShardFailure if no answer began within the deadline
     */
    ShardAnswer call(Replica replica, ApiCall call, Deadline deadline) throws ShardFailure;
}
