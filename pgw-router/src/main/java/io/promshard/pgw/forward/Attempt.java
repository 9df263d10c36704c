package io.promshard.pgw.forward;

import io.promshard.shard.membership.Member;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.Nullable;

/**
 * One push on its way to one gateway.
 *
 * <p>The thread of the request waits in it; the {@link StallWatch} may give it up meanwhile. The lock makes the two agree: after
 * {@link #ended()} nobody looks at the client's connection or cancels any more.
 */
final class Attempt {

    private final Member gateway;
    private final Exchange exchange;
    private final HttpUriRequestBase request;
    private final boolean repeatable;
    private final long startedNanos;
    private boolean waiting;
    private @Nullable AttemptFailure givenUp;

    Attempt(Member gateway, Exchange exchange, HttpUriRequestBase request, boolean repeatable, long startedNanos) {
        this.gateway = gateway;
        this.exchange = exchange;
        this.request = request;
        this.repeatable = repeatable;
        this.startedNanos = startedNanos;
        this.waiting = true;
    }

    Member gateway() {
        return gateway;
    }

    HttpUriRequestBase request() {
        return request;
    }

    long waitedNanos(long now) {
        return now - startedNanos;
    }

    /** The answer has begun, or there will be none: from here on it cannot be given up. */
    synchronized void ended() {
        waiting = false;
    }

    /** Why somebody gave it up, or null if nobody did. */
    synchronized @Nullable AttemptFailure givenUp() {
        return givenUp;
    }

    /** Gives it up if its client is gone. A body that is still being read shows that by itself. */
    synchronized void abandonIfClientGone() {
        if (waiting && repeatable && exchange.clientGone()) {
            giveUp(new AttemptFailure.Abandoned("the client closed its connection"));
        }
    }

    /** Gives it up so that another gateway can be tried, if the body is still there to be sent again. */
    synchronized void stalled(String reason) {
        if (waiting && repeatable) {
            giveUp(new AttemptFailure.Stalled(reason));
        }
    }

    private void giveUp(AttemptFailure why) {
        givenUp = why;
        waiting = false;
        request.cancel();
    }
}
