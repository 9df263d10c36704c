package io.promshard.query.promql.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as Go rounds and writes them. */
public final class Numbers {

    private Numbers() {}

    /** The shortest decimal that is this number and no other, without an exponent; {@code +Inf}, {@code NaN}. */
    public static String format(double value) {
        if (!Double.isFinite(value)) {
            return special(value);
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        return shortest(value).stripTrailingZeros().toPlainString();
    }

    /** With a fixed number of decimals, rounded from the exact binary value. */
    public static String format(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return special(value);
        }
        String digits =
                new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
        boolean minusLost = (value < 0 || 1 / value < 0) && !digits.startsWith("-");
        return minusLost ? "-" + digits : digits;
    }

    /** Half away from zero. */
    public static double round(double value) {
        double whole = value < 0 ? Math.ceil(value) : Math.floor(value);
        return Math.abs(value - whole) >= 0.5 ? whole + Math.copySign(1, value) : whole;
    }

    /** Towards zero; what does not fit, and NaN, is the smallest long, as on the machines that run Prometheus. */
    public static long toLong(double value) {
        return value >= -0x1p63 && value < 0x1p63 ? (long) value : Long.MIN_VALUE;
    }

    private static String special(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        return value > 0 ? "+Inf" : "-Inf";
    }

    private static BigDecimal shortest(double value) {
        BigDecimal digits = new BigDecimal(Double.toString(value));
        // Java writes two digits where one is enough, as 4.9E-324.
        BigDecimal one = digits.round(new MathContext(1, RoundingMode.HALF_EVEN));
        return digits.precision() == 2 && one.doubleValue() == value ? one : digits;
    }
}
