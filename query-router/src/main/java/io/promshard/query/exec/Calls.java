package io.promshard.query.exec;

import io.promshard.query.client.ApiCall;
import io.promshard.query.client.ShardCalls;
import io.promshard.query.client.ShardCalls.Answered;
import io.promshard.query.client.ShardFailure;
import io.promshard.query.topology.Shard;
import java.io.IOException;

/** Makes the calls of a query, and has its listener told of them. */
final class Calls {

    private Calls() {}

    /**
     * An answer's head.
     *
     * @throws LacksSamples if none of the shard's replicas can
     */
    static Answered call(ShardCalls calls, Ask ask, Allowance allowance) throws IOException {
        if (ask.isOfNobody()) {
            throw new LacksSamples();
        }
        CallListener.Call told = allowance.listener().begins(ask.shard(), ask.call());
        return call(calls, ask.shard(), ask.call(), told, allowance);
    }

    /** The same of a call that was told already. */
    static Answered call(ShardCalls calls, Shard shard, ApiCall call, CallListener.Call told, Allowance allowance)
            throws ShardFailure {
        try {
            return told.answered(calls.call(shard, call, allowance.deadline()));
        } catch (ShardFailure e) {
            told.failed(e);
            throw e;
        }
    }
}
