package io.promshard.target.web;

import io.promshard.target.model.TargetKey;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Reads the values of parameters. A bad one is refused by its name and value. */
final class Params {

    private static final BigDecimal LAST_SECOND =
            BigDecimal.valueOf(Instant.parse("9999-12-31T23:59:59Z").getEpochSecond());
    private static final int LONGEST_TIME = 40;

    private Params() {}

    /** A whole number from 1 to {@code most}. */
    static int limit(String text, int otherwise, int most) {
        return text.isEmpty() ? otherwise : number("limit", text, 1, most);
    }

    /** A whole number in that range. */
    static int number(String name, String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw bad(name, text, "a whole number from " + least + " to " + most);
        }
        throw bad(name, text, "a whole number from " + least + " to " + most);
    }

    /** As Prometheus writes times: RFC 3339, or seconds since 1970 with decimals. */
    static Instant time(String name, String text, Instant otherwise) {
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            if (text.length() <= LONGEST_TIME) {
                return isNumber(text)
                        ? seconds(new BigDecimal(text))
                        : OffsetDateTime.parse(text).toInstant();
            }
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw bad(name, text, "a time: RFC 3339, or seconds since 1970");
        }
        throw bad(name, text, "a time: RFC 3339, or seconds since 1970");
    }

    /** A target's key. */
    static long key(String name, String text) {
        try {
            return TargetKey.parse(text);
        } catch (IllegalArgumentException e) {
            throw bad(name, text, "a target's key: 16 hexadecimal digits");
        }
    }

    static RefusedException bad(String name, String value, String allowed) {
        return RefusedException.badRequest(
                "parameter \"" + name + "\" must be " + allowed + ", got: " + Names.quoted(value));
    }

    private static boolean isNumber(String text) {
        return text.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d{1,2})?");
    }

    private static Instant seconds(BigDecimal seconds) {
        if (seconds.abs().compareTo(LAST_SECOND) > 0) {
            throw new ArithmeticException("beyond the calendar");
        }
        return Instant.EPOCH
                .plusSeconds(seconds.longValue())
                .plusNanos(seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue());
    }
}
