package io.promshard.shard.consul.lock;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How long a holder may believe that it is one. One thread writes, any reads. */
final class Lease {

    private final LongSupplier nanos;
    private final long length;
    private volatile boolean begun;
    private volatile long end;

    Lease(Duration length, LongSupplier nanos) {
        this.length = length.toNanos();
        this.nanos = nanos;
    }

    /** @param asked when Consul was asked for what it has confirmed */
    void extend(long asked) {
        end = asked + length;
        begun = true;
    }

    void end() {
        begun = false;
    }

    boolean isOver() {
        return !begun || end - nanos.getAsLong() <= 0;
    }

    /** Negative once it is over. */
    Duration left() {
        return Duration.ofNanos(end - nanos.getAsLong());
    }
}
