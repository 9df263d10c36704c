package io.promshard.target.groups;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Prometheus writes them: {@code 30s}, {@code 1h30m}; each unit once, the largest first. A year has 365 days. */
public final class Durations {

    private static final Pattern FORM = Pattern.compile(
            "(?:(\\d{1,19})y)?(?:(\\d{1,19})w)?(?:(\\d{1,19})d)?(?:(\\d{1,19})h)?(?:(\\d{1,19})m)?(?:(\\d{1,19})s)?(?:(\\d{1,19})ms)?");

    private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
    private static final long[] MILLIS = {31_536_000_000L, 604_800_000L, 86_400_000L, 3_600_000L, 60_000L, 1000L, 1L};

    /** Prometheus keeps nanoseconds in a long. */
    private static final BigInteger LONGEST_MILLIS = BigInteger.valueOf(Long.MAX_VALUE / 1_000_000);

    private Durations() {}

    /** Empty if it is none, or longer than 292 years. */
    static Optional<Duration> parse(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher matcher = FORM.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            return Optional.empty();
        }
        BigInteger millis = BigInteger.ZERO;
        for (int unit = 0; unit < UNITS.length; unit++) {
            String count = matcher.group(unit + 1);
            if (count != null) {
                millis = millis.add(new BigInteger(count).multiply(BigInteger.valueOf(MILLIS[unit])));
            }
        }
        return millis.compareTo(LONGEST_MILLIS) > 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(millis.longValueExact()));
    }

    /** In whole milliseconds. Years and weeks only where nothing is left: {@code 15d}, not {@code 2w1d}. */
    public static String text(Duration duration) {
        long left = duration.toMillis();
        StringBuilder text = new StringBuilder();
        for (int unit = 0; unit < UNITS.length; unit++) {
            long count = left / MILLIS[unit];
            if (count > 0 && (unit > 1 || left % MILLIS[unit] == 0)) {
                text.append(count).append(UNITS[unit]);
                left %= MILLIS[unit];
            }
        }
        return text.isEmpty() ? "0s" : text.toString();
    }
}
