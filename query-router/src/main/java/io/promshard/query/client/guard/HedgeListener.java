package io.promshard.query.client.guard;

import io.promshard.query.topology.Shard;

/** Told of calls that took more than one replica. Must not block. */
public interface HedgeListener {

    /**
     * A second replica was asked, since the first took longer than usual.
     *
     * @param won whether its answer was the first
     */
    void hedged(Shard shard, boolean won);

    /** A replica was asked because those before it failed, or stopped answering their probes in the middle of the call. */
    void failedOver(Shard shard);
}
