package io.promshard.query.exec;

import io.promshard.query.client.ApiCall;
import io.promshard.query.client.ShardCalls.Answered;
import io.promshard.query.client.ShardFailure;
import io.promshard.query.topology.Shard;

/** Told of each call that a query makes to a shard. Thread-safe; must not block. */
@FunctionalInterface
public interface CallListener {

    /** Told of what becomes of one call, by the thread that makes it. */
    interface Call {

        /** An answer began; returns it, to be read and closed in its place. */
        Answered answered(Answered answered);

        /** None did. */
        void failed(ShardFailure failure);

        /** What an answer has that is no JSON. */
        void had(long series, long samples);
    }

    /** Wants to know nothing. */
    CallListener NONE = (shard, call) -> new Call() {
        @Override
        public Answered answered(Answered answered) {
            return answered;
        }

        @Override
        public void failed(ShardFailure failure) {
            // Nobody wants to know.
        }

        @Override
        public void had(long series, long samples) {
            // Nobody wants to know.
        }
    };

    /**
     * A call begins.
     *
     * @param shard with the replicas that may answer
     * @param call as the {@link Ask} has it, which of a remote read is told in words
     */
    Call begins(Shard shard, ApiCall call);
}
