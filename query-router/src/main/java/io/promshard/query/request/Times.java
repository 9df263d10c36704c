package io.promshard.query.request;

import io.promshard.query.promql.text.Durations;
import io.promshard.query.promql.text.Quotes;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times and durations as Prometheus reads them: numbers of seconds, RFC 3339, {@code 5m30s}. */
final class Times {

    private static final String DIGITS = "\\d+(_\\d+)*";
    private static final String HEX_DIGITS = "[0-9a-f]+(_[0-9a-f]+)*";

    /** The syntax of Go's literals, which underscores may part. */
    private static final Pattern NUMBER = Pattern.compile(
            "[+-]?((D(\\.(D)?)?|\\.D)(e[+-]?D)?|0x_?(H(\\.(H)?)?|\\.H)p[+-]?D|inf|infinity)|nan"
                    .replace("D", DIGITS)
                    .replace("H", HEX_DIGITS),
            Pattern.CASE_INSENSITIVE);

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
        if (seconds.isPresent()) {
            return ofSeconds(seconds.getAsDouble());
        }
        return switch (text) {
            case FIRST -> Instant.MIN;
            case LAST -> Instant.MAX;
            default -> Rfc3339.parse(text).orElseThrow(() -> notATime(text));
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

    /** To the millisecond, as Prometheus rounds; what is beyond an {@link Instant} is the nearest one. */
    private static Instant ofSeconds(double seconds) {
        double whole = seconds < 0 ? Math.ceil(seconds) : Math.floor(seconds);
        long second = GoNumbers.toLong(whole);
        if (second >= Instant.MAX.getEpochSecond()) {
            return Instant.MAX;
        }
        return second <= Instant.MIN.getEpochSecond()
                ? Instant.MIN
                : Instant.ofEpochSecond(second).plusMillis(GoNumbers.round((seconds - whole) * 1000));
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
        if (text.isEmpty()) {
            throw notADuration(text, null);
        }
        try {
            return Duration.ofNanos(Durations.parse(text));
        } catch (IllegalArgumentException e) {
            throw notADuration(text, e);
        }
    }

    private static Duration ofSeconds(String text, double nanos) {
        if (nanos > MAX_NANOS || nanos < -MAX_NANOS) {
            throw new IllegalArgumentException(
                    "cannot parse " + Quotes.quote(text) + " to a valid duration. It overflows int64");
        }
        return Duration.ofNanos(GoNumbers.toLong(nanos));
    }

    /** As Go's {@code strconv.ParseFloat}. */
    private static OptionalDouble number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return OptionalDouble.empty();
        }
        String plain = text.replace("_", "").toLowerCase(Locale.ROOT);
        if (plain.equals("nan")) {
            return OptionalDouble.of(Double.NaN);
        }
        if (plain.contains("inf")) {
            return OptionalDouble.of(plain.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        double number = Double.parseDouble(plain);
        return Double.isInfinite(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
    }

    private static IllegalArgumentException notADuration(String text, @Nullable Throwable cause) {
        return new IllegalArgumentException("cannot parse " + Quotes.quote(text) + " to a valid duration", cause);
    }

    private static IllegalArgumentException notATime(String text) {
        return new IllegalArgumentException("cannot parse " + Quotes.quote(text) + " to a valid timestamp");
    }
}
