package io.promshard.target.agent;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long an agent waits before it asks again.
 *
 * @param sharders how many there are: the next one is asked almost at once until all were
 */
record Pauses(int sharders, RandomGenerator random) {

    private static final long SHORTEST_MILLIS = 50;
    private static final long FIRST_MILLIS = 500;
    private static final long LONGEST_MILLIS = 10_000;

    /** Of a sharder that has nothing and does not wait for it. */
    Duration afterNothing(Duration took) {
        return took.toMillis() < FIRST_MILLIS ? upTo(2 * FIRST_MILLIS) : Duration.ZERO;
    }

    /**
     * Twice as long after each round of failures, with jitter over the whole of it.
     *
     * @param failures in a row, at least 1
     */
    Duration after(int failures) {
        int rounds = failures / sharders;
        return rounds == 0
                ? Duration.ofMillis(SHORTEST_MILLIS)
                : upTo(Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(rounds - 1, 20)));
    }

    private Duration upTo(long millis) {
        return Duration.ofMillis(random.nextLong(SHORTEST_MILLIS, millis + 1));
    }
}
