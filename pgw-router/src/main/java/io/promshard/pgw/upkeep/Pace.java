package io.promshard.pgw.upkeep;

import io.promshard.shard.loop.Sleeper;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps changes of one gateway at a rate, and leaves the gateway half of the time for its pushes: one that checks its consistency does
 * nothing else while it takes a group. For one thread.
 */
final class Pace {

    private final long apart;
    private final LongSupplier nanos;
    private final Sleeper sleeper;
    private long started;

    Pace(int perSecond, LongSupplier nanos, Sleeper sleeper) {
        this.apart = Duration.ofSeconds(1).toNanos() / perSecond;
        this.nanos = nanos;
        this.sleeper = sleeper;
    }

    void begin() {
        started = nanos.getAsLong();
    }

    /** Waits until the next may begin. */
    void end() throws InterruptedException {
        long took = nanos.getAsLong() - started;
        sleeper.sleep(Duration.ofNanos(Math.max(took, apart - took)));
    }
}
