package io.promshard.query.exec;

import io.promshard.query.client.ShardCalls;
import io.promshard.query.client.ShardCalls.Answered;
import java.io.IOException;

/** Calls the replicas of an ask that can answer it. */
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
        return calls.call(ask.shard(), ask.call(), allowance.deadline());
    }
}
