package io.promshard.target.spec;

import java.time.Duration;

/**
 * When a source is not believed at once.
 *
 * @param smallestRest the share of the last good targets below which an answer is held back, 0 to 1
 * @param atLeast a loss of fewer targets than this is always believed
 * @param holdFor how long a held answer must be repeated before it is believed
 * @param maxTargets an answer with more is refused
 * @param keepFor how long the last good targets of a failing source stay
 */
public record GuardSpec(double smallestRest, int atLeast, Duration holdFor, int maxTargets, Duration keepFor) {

    public static final GuardSpec STANDARD =
            new GuardSpec(0.5, 10, Duration.ofMinutes(5), 1_000_000, Duration.ofDays(365));
}
