package io.promshard.query.request;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates with times as Go reads them: hours may have one digit, fractions any number, and offsets go up to {@code 24:60}. */
final class Rfc3339 {

    private static final Pattern FORM = Pattern.compile(
            "(\\d{4})-(\\d\\d)-(\\d\\d)T(\\d\\d?):(\\d\\d):(\\d\\d)(?:[.,](\\d+))?(?:Z|([+-])(\\d\\d):(\\d\\d))");
    private static final int NANO_DIGITS = 9;

    private Rfc3339() {}

    /** Nothing if it is none. */
    static Optional<Instant> parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches() || number(parts, 9) > 24 || number(parts, 10) > 60) {
            return Optional.empty();
        }
        try {
            return Optional.of(local(parts).toInstant(ZoneOffset.UTC).minusSeconds(offset(parts)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static LocalDateTime local(Matcher parts) {
        return LocalDateTime.of(
                number(parts, 1),
                number(parts, 2),
                number(parts, 3),
                number(parts, 4),
                number(parts, 5),
                number(parts, 6),
                nanos(parts.group(7) == null ? "" : parts.group(7)));
    }

    private static int nanos(String fraction) {
        return Integer.parseInt((fraction + "0".repeat(NANO_DIGITS)).substring(0, NANO_DIGITS));
    }

    private static int offset(Matcher parts) {
        int seconds = (number(parts, 9) * 60 + number(parts, 10)) * 60;
        return "-".equals(parts.group(8)) ? -seconds : seconds;
    }

    private static int number(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Integer.parseInt(parts.group(group));
    }
}
