package io.promshard.pgw.exposition;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as Go's {@code strconv} writes them with {@code 'g'} and the fewest digits: an exponent below 1e-4 and from 1e6 on. */
final class GoNumbers {

    private static final double FIRST_EXPONENT = 1e6;
    private static final int SMALLEST_PLAIN = -4;
    private static final int LARGEST_PLAIN = 5;

    private GoNumbers() {}

    static String format(double value) {
        if (value == Math.rint(value) && Math.abs(value) < FIRST_EXPONENT) {
            return Long.toString((long) value);
        }
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return fraction(value);
    }

    private static String fraction(double value) {
        BigDecimal decimal = shortest(Math.abs(value));
        String digits = decimal.unscaledValue().toString();
        int exponent = digits.length() - 1 - decimal.scale();
        String sign = value < 0 ? "-" : "";
        if (exponent < SMALLEST_PLAIN || exponent > LARGEST_PLAIN) {
            return sign + scientific(digits, exponent);
        }
        return sign + decimal.toPlainString();
    }

    /** Java writes two digits where one is enough, as 4.9E-324. */
    private static BigDecimal shortest(double value) {
        BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (digits.precision() != 2) {
            return digits;
        }
        BigDecimal one =
                digits.round(new MathContext(1, RoundingMode.HALF_EVEN)).stripTrailingZeros();
        return one.doubleValue() == value ? one : digits;
    }

    private static String scientific(String digits, int exponent) {
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        int size = Math.abs(exponent);
        return digits.charAt(0) + fraction + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
    }

    /** The number that an unsigned one of 64 bits is. */
    static double unsigned(long bits) {
        return bits >= 0 ? bits : new BigDecimal(Long.toUnsignedString(bits)).doubleValue();
    }
}
