package io.promshard.shard.consul;

import io.promshard.shard.loop.Backoff;
import io.promshard.shard.loop.Surroundings;
import java.time.Duration;

/**
 * Waits after a failure, and no longer than until Consul has a leader again.
 *
 * <p>About twice a second it asks for the leader, which costs Consul next to nothing. Only a leader that was missed
 * before cuts the wait short, and then the count begins anew; a Consul that is well and refuses is left its back-off.
 * Used by one thread.
 */
public final class Patience {

    private static final long POLL_FROM_MILLIS = 400;
    private static final long POLL_TO_MILLIS = 600;

    private final ConsulApi api;
    private final Surroundings surroundings;
    private final Backoff backoff;
    private int failures;
    private boolean leaderMissed;

    public Patience(ConsulApi api, Surroundings surroundings) {
        this.api = api;
        this.surroundings = surroundings;
        this.backoff = new Backoff(surroundings.random());
    }

    public void succeeded() {
        failures = 0;
        leaderMissed = false;
    }

    /** Waits for the next attempt after one that failed. */
    public void failed() throws InterruptedException {
        failures++;
        Duration left = backoff.after(failures);
        while (left.isPositive() && !leaderIsBack()) {
            Duration step = shorter(left, poll());
            surroundings.sleeper().sleep(step);
            left = left.minus(step);
        }
    }

    private boolean leaderIsBack() throws InterruptedException {
        boolean leader = api.hasLeader();
        boolean back = leader && leaderMissed;
        leaderMissed = !leader;
        if (back) {
            failures = 0;
        }
        return back;
    }

    private Duration poll() {
        return Duration.ofMillis(surroundings.random().nextLong(POLL_FROM_MILLIS, POLL_TO_MILLIS));
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
