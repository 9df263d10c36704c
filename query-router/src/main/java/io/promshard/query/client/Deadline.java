package io.promshard.query.client;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The moment by which a query has to be answered, shared by all calls that it makes.
 *
 * @param nanoTime a clock as {@link System#nanoTime}
 * @param at the moment on it
 */
public record Deadline(LongSupplier nanoTime, long at) {

    /** A deadline that far from now. */
    public static Deadline after(Duration time, LongSupplier nanoTime) {
        return new Deadline(nanoTime, nanoTime.getAsLong() + time.toNanos());
    }

    /** What is left, zero once it has passed. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, at - nanoTime.getAsLong()));
    }

    /** Whether it has passed. */
    public boolean passed() {
        return at - nanoTime.getAsLong() <= 0;
    }
}
