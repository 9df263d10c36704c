package io.promshard.query.promql.ast;

import java.util.concurrent.TimeUnit;

/**
 * A length of time that the text gives. Prometheus keeps nanoseconds for its errors and its printing, and queries in
 * milliseconds.
 */
public record FixedDuration(long nanos) implements DurationSpec {

    /** No offset; the default step. */
    public static final FixedDuration ZERO = new FixedDuration(0);

    public static FixedDuration ofMillis(long millis) {
        return new FixedDuration(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** Rounded towards zero. */
    public long millis() {
        return nanos / TimeUnit.MILLISECONDS.toNanos(1);
    }
}
