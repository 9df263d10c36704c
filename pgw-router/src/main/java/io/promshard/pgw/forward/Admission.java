package io.promshard.pgw.forward;

import io.promshard.pgw.forward.GatewayGuard.Entry;
import io.promshard.shard.health.HealthTracker;
import java.io.IOException;
import java.util.function.LongSupplier;

/**
 * Lets pushes in to gateways that may have no place left. Thread-safe; blocks for a while.
 *
 * <p>While a gateway is in good standing its groups are nobody else's, so a push waits for it and is refused in the end. One that is
 * suspect leaves them to the next.
 */
final class Admission {

    private final ForwardSettings settings;
    private final HealthTracker health;
    private final LongSupplier nanos;

    Admission(ForwardSettings settings, HealthTracker health, LongSupplier nanos) {
        this.settings = settings;
        this.health = health;
        this.nanos = nanos;
    }

    Entry enter(GatewayGuard guard, Turn turn) {
        Entry entry = guard.enter();
        return entry == Entry.FULL ? await(guard, turn) : entry;
    }

    /** A place that became free because those before us gave the gateway up is none. */
    private Entry await(GatewayGuard guard, Turn turn) {
        long now = nanos.getAsLong();
        long until =
                now + Math.min(settings.busyWait().toNanos(), turn.left(now).toNanos());
        Entry entry = Entry.FULL;
        while (entry == Entry.FULL && mayWait(turn, until)) {
            entry = guard.enter();
        }
        if (entry == Entry.ENTERED && suspects(turn)) {
            guard.leave(Verdict.UNDECIDED, 0);
            return Entry.FULL;
        }
        return entry;
    }

    private boolean mayWait(Turn turn, long until) {
        return !suspects(turn)
                && nanos.getAsLong() < until
                && !Thread.currentThread().isInterrupted();
    }

    Step whenFull(Turn turn) throws IOException {
        String gateway = turn.gateway().id();
        return suspects(turn)
                ? new Step.Next("full", "full, and " + health.of(gateway).reason())
                : new Step.Done(Answers.unavailable(turn.exchange(), gateway + " is busy", settings));
    }

    private boolean suspects(Turn turn) {
        return health.suspects(turn.gateway().id());
    }
}
