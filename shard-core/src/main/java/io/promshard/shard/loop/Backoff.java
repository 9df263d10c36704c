package io.promshard.shard.loop;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after failures in a row: anything up to 250 ms, 500 ms, 1 s, … 10 s, but never under 100 ms.
 *
 * <p>The jitter is the whole of it, so that those who lost one server do not come back to it together.
 */
public record Backoff(RandomGenerator random) {

    private static final long SHORTEST_MILLIS = 100;
    private static final long FIRST_MILLIS = 250;
    private static final long LONGEST_MILLIS = 10_000;

    /**
     * A pause, by chance.
     *
     * @param failures in a row, at least 1
     */
    public Duration after(int failures) {
        long ceiling = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures - 1, 20));
        return Duration.ofMillis(random.nextLong(SHORTEST_MILLIS, ceiling + 1));
    }
}
