package io.promshard.query.request;

import io.promshard.query.promql.text.Durations;
import io.promshard.query.promql.text.Quotes;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Times and durations as Prometheus reads them: numbers of seconds, RFC 3339, {@code 5m30s}. */
final class Times {

    private static final Pattern RFC3339 =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d([.,]\\d+)?(Z|[+-]\\d\\d:\\d\\d)");
    private static final Pattern NUMBER = Pattern.compile(
            "[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|[+-]?0[xX]([0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)[pP][+-]?\\d+");
    private static final double MAX_NANOS = 0x1p63;

    /** What Prometheus takes for the beginning and the end of time, in its own texts. */
    private static final String FIRST = "-292273086-05-16T16:47:06Z";

    private static final String LAST = "292277025-08-18T07:12:54.999999999Z";

    private Times() {}

    /**
     * A moment.
     *
     * @throws IllegalArgumentException in Prometheus's words
     */
    static Instant time(String text) {
        OptionalDouble seconds = number(text);
        if (seconds.isPresent() && Math.abs(seconds.getAsDouble()) < 1e15) {
            return ofSeconds(seconds.getAsDouble());
        }
        if (RFC3339.matcher(text).matches()) {
            return rfc3339(text);
        }
        return switch (text) {
            case FIRST -> Instant.MIN;
            case LAST -> Instant.MAX;
            default -> throw notATime(text);
        };
    }

    /** Since 1970; what is further away than a long reaches counts as that far. */
    static long millis(Instant time) {
        try {
            return time.toEpochMilli();
        } catch (ArithmeticException e) {
            return time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    private static Instant rfc3339(String text) {
        try {
            return OffsetDateTime.parse(text.replace(',', '.')).toInstant();
        } catch (DateTimeException e) {
            throw notATime(text);
        }
    }

    /** To the millisecond, as Prometheus rounds. */
    private static Instant ofSeconds(double seconds) {
        double whole = seconds < 0 ? Math.ceil(seconds) : Math.floor(seconds);
        long millis = Math.round((seconds - whole) * 1000);
        return Instant.ofEpochSecond((long) whole).plusMillis(millis);
    }

    /**
     * A length of time, negative ones too.
     *
     * @throws IllegalArgumentException in Prometheus's words
     */
    static Duration duration(String text) {
        OptionalDouble seconds = number(text);
        if (seconds.isPresent()) {
            return ofSeconds(text, seconds.getAsDouble() * 1e9);
        }
        try {
            return Duration.ofNanos(Durations.parse(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("cannot parse " + Quotes.quote(text) + " to a valid duration", e);
        }
    }

    private static Duration ofSeconds(String text, double nanos) {
        if (nanos > MAX_NANOS || nanos < -MAX_NANOS || Double.isNaN(nanos)) {
            throw new IllegalArgumentException(
                    "cannot parse " + Quotes.quote(text) + " to a valid duration. It overflows int64");
        }
        return Duration.ofNanos((long) nanos);
    }

    /** As Go's {@code strconv.ParseFloat}, short of underscores. */
    private static OptionalDouble number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return OptionalDouble.empty();
        }
        double number = Double.parseDouble(text);
        return Double.isInfinite(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
    }

    private static IllegalArgumentException notATime(String text) {
        return new IllegalArgumentException("cannot parse " + Quotes.quote(text) + " to a valid timestamp");
    }
}
