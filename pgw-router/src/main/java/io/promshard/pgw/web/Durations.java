package io.promshard.pgw.web;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Prometheus writes them: {@code 48h}, {@code 1d12h}, {@code 500ms}. A day has 24 hours, a year 365 days. */
final class Durations {

    private static final Pattern FORM = Pattern.compile(
            "(?:(\\d{1,9})y)?(?:(\\d{1,9})w)?(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");
    private static final Duration[] UNITS = {
        Duration.ofDays(365),
        Duration.ofDays(7),
        Duration.ofDays(1),
        Duration.ofHours(1),
        Duration.ofMinutes(1),
        Duration.ofSeconds(1),
        Duration.ofMillis(1)
    };

    private Durations() {}

    /** @throws IllegalArgumentException if it is none */
    static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            throw new IllegalArgumentException("a duration is written as in 48h or 1d12h, got: " + text);
        }
        Duration duration = Duration.ZERO;
        for (int unit = 0; unit < UNITS.length; unit++) {
            String number = matcher.group(unit + 1);
            if (number != null) {
                duration = duration.plus(UNITS[unit].multipliedBy(Long.parseLong(number)));
            }
        }
        return duration;
    }
}
