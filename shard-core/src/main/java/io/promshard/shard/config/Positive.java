package io.promshard.shard.config;

import java.time.Duration;

/** Checks settings that must be above zero, and names the one that is not. */
public final class Positive {

    private Positive() {}

    public static void require(String property, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(property + " must be positive, got: " + value);
        }
    }

    public static void require(String property, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(property + " must be positive, got: " + value);
        }
    }
}
