package io.promshard.target.publish.hook;

import java.time.Duration;

/**
 * How hooks are run.
 *
 * @param timeout after which a run is killed with all that it started
 * @param parallel how many may run at a time
 * @param firstRetry how long to wait after a failure, at most; doubles with each one in a row
 * @param longestRetry how far it grows
 */
public record HookSettings(Duration timeout, int parallel, Duration firstRetry, Duration longestRetry) {

    public HookSettings {
        if (parallel < 1 || !timeout.isPositive() || !firstRetry.isPositive()) {
            throw new IllegalArgumentException(
                    "a hook needs a positive timeout and parallel of 1 at least, got: " + timeout + " and " + parallel);
        }
    }

    /** With the waits that serve all: a second at first, five minutes at most. */
    public static HookSettings of(Duration timeout, int parallel) {
        return new HookSettings(timeout, parallel, Duration.ofSeconds(1), Duration.ofMinutes(5));
    }

    /** The most to wait after so many failures in a row. */
    Duration retryAfter(int failures) {
        Duration wait = firstRetry.multipliedBy(1L << Math.min(failures - 1, 20));
        return wait.compareTo(longestRetry) < 0 ? wait : longestRetry;
    }
}
