package io.promshard.query.exec;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers as Prometheus prints them: digits with a point and no exponent, {@code NaN}, {@code +Inf}, {@code -Inf}. Gives what
 * {@link Double#parseDouble} does, and leaves to it what is longer or has an exponent.
 */
final class FloatText {

    private static final double[] TENS = tens();
    /** Digits that fit into a long. */
    private static final int MOST_DIGITS = 18;
    /** How near to the middle between two doubles a number may be for its rounding to be told from two doubles. */
    private static final double NEAR_MIDDLE = 0x1p-30;

    private FloatText() {}

    private static double[] tens() {
        double[] tens = new double[23];
        for (int i = 0; i < tens.length; i++) {
            tens[i] = Double.parseDouble("1e" + i);
        }
        return tens;
    }

    /**
     * The number of that part of the bytes.
     *
     * @throws NumberFormatException if it is none
     */
    static double parse(byte[] bytes, int from, int to) {
        boolean negative = from < to && bytes[from] == '-';
        int at = negative ? from + 1 : from;
        long digits = 0;
        int count = 0;
        int point = -1;
        for (; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = 10 * digits + digit;
                count += digits == 0 ? 0 : 1;
            } else if (bytes[at] == '.' && point < 0) {
                point = at;
            } else {
                return special(bytes, from, to);
            }
            if (count > MOST_DIGITS) {
                return special(bytes, from, to);
            }
        }
        int decimals = point < 0 ? 0 : to - point - 1;
        if (decimals >= TENS.length || to - from - (negative ? 1 : 0) - (point < 0 ? 0 : 1) < 1) {
            return special(bytes, from, to);
        }
        double value = quotient(digits, TENS[decimals]);
        return Double.isNaN(value) ? special(bytes, from, to) : negative ? -value : value;
    }

    /**
     * The same of a text.
     *
     * @param text null if there is none
     */
    static double parse(@Nullable String text) {
        if (text == null) {
            throw new NumberFormatException("no text");
        }
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return parse(bytes, 0, bytes.length);
    }

    /** Rounded once; NaN where it is too near to the middle between two doubles to be sure. */
    private static double quotient(long digits, double ten) {
        double high = digits;
        double low = digits - (long) high;
        double rough = high / ten;
        double rest = (Math.fma(-rough, ten, high) + low) / ten;
        double value = rough + rest;
        double off = Math.abs(rest - (value - rough));
        double half = Math.ulp(value) / 2;
        boolean near = Math.abs(off - half) < half * NEAR_MIDDLE;
        return near || (rest != 0 && isPowerOfTwo(value)) ? Double.NaN : value;
    }

    /** Below it, doubles are nearer to each other than above. */
    private static boolean isPowerOfTwo(double value) {
        return (Double.doubleToRawLongBits(value) & 0xFFFFFFFFFFFFFL) == 0;
    }

    private static double special(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> strict(text);
        };
    }

    /** The JDK's reader passes over blanks and control characters at the ends, and knows suffixes: none of it is a number's. */
    private static double strict(String text) {
        if (!text.chars().allMatch(c -> (c >= '0' && c <= '9') || ".-+eE".indexOf(c) >= 0)) {
            throw new NumberFormatException("not a number as Prometheus prints it: " + text.length() + " characters");
        }
        return Double.parseDouble(text);
    }
}
