package io.promshard.query.config;

import java.time.Duration;

/** Checks settings that must be above zero. */
final class Positive {

    private Positive() {}

    static void require(String property, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(property + " must be positive, got: " + value);
        }
    }

    static void require(String property, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(property + " must be positive, got: " + value);
        }
    }
}
