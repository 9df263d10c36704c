package io.promshard.query.promql.text;

import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Durations such as {@code 1h30m}: every unit once, the largest first; a year has 365 days. */
public final class Durations {

    private static final BigInteger TOO_LARGE = BigInteger.ONE.shiftLeft(63);
    private static final List<Unit> UNITS = List.of(
            new Unit("y", TimeUnit.DAYS.toMillis(365), true),
            new Unit("w", TimeUnit.DAYS.toMillis(7), true),
            new Unit("d", TimeUnit.DAYS.toMillis(1), false),
            new Unit("h", TimeUnit.HOURS.toMillis(1), false),
            new Unit("m", TimeUnit.MINUTES.toMillis(1), false),
            new Unit("s", TimeUnit.SECONDS.toMillis(1), false),
            new Unit("ms", 1, false));

    private Durations() {}

    /** @param onlyWhole whether it is written only if nothing is left for the smaller ones: 90d, not 12w6d */
    private record Unit(String text, long millis, boolean onlyWhole) {}

    /** In whole milliseconds. */
    public static String format(long nanos) {
        long left = nanos / TimeUnit.MILLISECONDS.toNanos(1);
        if (left == 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder(left < 0 ? "-" : "");
        left = Math.abs(left);
        for (Unit unit : UNITS) {
            long count = left / unit.millis;
            if (count > 0 && !(unit.onlyWhole && left % unit.millis != 0)) {
                text.append(count).append(unit.text);
                left -= count * unit.millis;
            }
        }
        return text.toString();
    }

    /**
     * Nanoseconds of a duration.
     *
     * @throws IllegalArgumentException in Prometheus' words
     */
    public static long parse(String text) {
        BigInteger sum = BigInteger.ZERO;
        int largest = 0;
        for (int pos = 0; pos < text.length(); ) {
            int unitAt = end(text, pos, true);
            int next = end(text, unitAt, false);
            int unit = unit(text.substring(unitAt, next), text);
            check(unit >= largest, text);
            sum = add(sum, text.substring(pos, unitAt), UNITS.get(unit), text);
            largest = unit + 1;
            pos = next;
        }
        return sum.longValueExact();
    }

    private static int end(String text, int start, boolean digits) {
        int end = start;
        while (end < text.length() && Character.isDigit(text.charAt(end)) == digits) {
            end++;
        }
        check(end > start, text);
        return end;
    }

    private static int unit(String unit, String text) {
        for (int i = 0; i < UNITS.size(); i++) {
            if (UNITS.get(i).text.equals(unit)) {
                return i;
            }
        }
        throw new IllegalArgumentException("unknown unit " + Quotes.quote(unit) + " in duration " + Quotes.quote(text));
    }

    private static BigInteger add(BigInteger sum, String count, Unit unit, String text) {
        BigInteger number = new BigInteger(count);
        check(number.bitLength() <= 64, text);
        BigInteger nanos = BigInteger.valueOf(TimeUnit.MILLISECONDS.toNanos(unit.millis));
        BigInteger result = sum.add(number.multiply(nanos));
        if (result.compareTo(TOO_LARGE) >= 0) {
            throw new IllegalArgumentException("duration out of range");
        }
        return result;
    }

    private static void check(boolean valid, String text) {
        if (!valid) {
            throw new IllegalArgumentException("not a valid duration string: " + Quotes.quote(text));
        }
    }
}
