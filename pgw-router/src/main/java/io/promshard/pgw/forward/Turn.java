package io.promshard.pgw.forward;

import io.promshard.shard.membership.Member;
import java.io.IOException;
import java.time.Duration;

/**
 * A push before one of its gateways.
 *
 * @param body of the push, the same at each of its turns
 * @param deadline of the push over all turns, on the clock of the forwarder
 * @param last whether no other gateway follows
 */
record Turn(Exchange exchange, Member gateway, PushBody body, long deadline, boolean last) {

    /** Of the time of the push; at least a millisecond, since some take none for all. */
    Duration left(long nanos) {
        return Duration.ofNanos(Math.max(1_000_000, deadline - nanos));
    }

    /** Ends the push with our own answer, in the name of the gateway. */
    Step.Done refuse(int status, String reason) throws IOException {
        return new Step.Done(Answers.refuse(exchange, status, gateway.id() + reason));
    }
}
