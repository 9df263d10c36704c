package io.promshard.shard.loop;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Time and chance, as a loop meets them. The generator is used by several threads. */
public record Surroundings(Clock clock, RandomGenerator random, Sleeper sleeper) {

    public static Surroundings of(Clock clock, RandomGenerator random) {
        return new Surroundings(clock, random, duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos()));
    }
}
