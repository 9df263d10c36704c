package io.promshard.query.promql.text;

import java.math.BigDecimal;

/** Numbers in the forms of Go that have an exponent where it is shorter. */
public final class NumberForms {

    /** Whole numbers up to there are the same as longs. */
    private static final double EXACT = 1L << 53;

    private NumberForms() {}

    /** As the API prints samples: an exponent below 1e-6 and from 1e21 on. */
    public static String sample(double value) {
        double size = Math.abs(value);
        if (size >= 1e-3 && size < 1e7) {
            String text = Double.toString(value);
            return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        }
        if (size >= 1 && size <= EXACT && value == Math.rint(value)) {
            return Long.toString((long) value);
        }
        boolean plain = size == 0 || !Double.isFinite(value) || (size >= 1e-6 && size < 1e21);
        return plain ? Numbers.format(value) : scientific(value);
    }

    /** As {@code %g}: an exponent below 1e-4 and from 1e6 on. */
    public static String general(double value) {
        double size = Math.abs(value);
        boolean plain = size == 0 || !Double.isFinite(value) || (size >= 1e-4 && size < 1e6);
        return plain ? Numbers.format(value) : scientific(value);
    }

    private static String scientific(double value) {
        BigDecimal digits = digits(value);
        String text = digits.unscaledValue().abs().toString();
        int exponent = text.length() - 1 - digits.scale();
        String fraction = text.length() == 1 ? "" : "." + text.substring(1);
        String power = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : Integer.toString(Math.abs(exponent));
        return (value < 0 ? "-" : "") + text.charAt(0) + fraction + (exponent < 0 ? "e-" : "e+") + power;
    }

    private static BigDecimal digits(double value) {
        return new BigDecimal(Numbers.format(value)).stripTrailingZeros();
    }
}
