package io.promshard.shard;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Looks on for a while whether something stays as it is, however slow the machine is meanwhile. */
public final class Stays {

    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Stays() {}

    /** Returns once it has been so for that long, and fails as soon as it is not. */
    public static void so(Duration time, Callable<Boolean> condition) {
        long end = System.nanoTime() + time.toNanos();
        await().pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .atMost(time.plus(PATIENCE))
                .failFast("it did not stay so", () -> !condition.call())
                .until(() -> System.nanoTime() >= end);
    }
}
