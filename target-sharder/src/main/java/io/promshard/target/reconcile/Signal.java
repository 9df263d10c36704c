package io.promshard.target.reconcile;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes a loop. Signals that come while it works wake it once. */
public final class Signal {

    private final Semaphore given = new Semaphore(0);

    /** Any thread may. */
    public void give() {
        given.release();
    }

    /** Waits for a signal, or that long. For one thread. */
    void await(Duration atMost) throws InterruptedException {
        if (given.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            given.drainPermits();
        }
    }
}
