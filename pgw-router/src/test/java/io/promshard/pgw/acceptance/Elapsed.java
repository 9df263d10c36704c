package io.promshard.pgw.acceptance;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Measures how long something takes to come true. */
final class Elapsed {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(20);

    private Elapsed() {}

    static Duration until(Callable<Boolean> condition) {
        long began = System.nanoTime();
        await().pollInterval(POLL).atMost(PATIENCE).until(condition);
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
