package io.promshard.pgw.forward;

import io.promshard.shard.membership.Member;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.Nullable;

/**
 * One push on its way to one gateway.
 *
 * <p>The thread of the request waits in it; the {@link StallWatch} may give it up meanwhile. The lock makes the two agree: after
 * {@link #ended()} nobody looks at the client's connection or cancels any more.
 */
final class Attempt {

    private final Turn turn;
    private final HttpUriRequestBase request;
    private final long startedNanos;
    private boolean waiting;
    private @Nullable AttemptFailure givenUp;

    Attempt(Turn turn, HttpUriRequestBase request, long startedNanos) {
        this.turn = turn;
        this.request = request;
        this.startedNanos = startedNanos;
        this.waiting = true;
    }

    Member gateway() {
        return turn.gateway();
    }

    /** Whether no other gateway follows. */
    boolean last() {
        return turn.last();
    }

    HttpUriRequestBase request() {
        return request;
    }

    /** How long the gateway has neither taken more of the body nor answered. A slow client's time is not the gateway's. */
    long silentNanos(long now) {
        return Math.min(now - startedNanos, turn.body().source().idleNanos(now));
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
        if (waiting && turn.body().repeatable() && turn.exchange().clientGone()) {
            giveUp(new AttemptFailure.Abandoned("the client closed its connection"));
        }
    }

    /** The gateway hangs, so another one should be tried. */
    synchronized void stalled(String reason) {
        giveUp(new AttemptFailure.Stalled(reason));
    }

    /** The gateway is well and still does not read or answer. A socket's own timeout does not end a write. */
    synchronized void overdue(Duration timeout) {
        giveUp(new AttemptFailure.TimedOut("no answer within " + timeout.toMillis() + " ms"));
    }

    private void giveUp(AttemptFailure why) {
        if (waiting) {
            givenUp = why;
            waiting = false;
            request.cancel();
        }
    }
}
