package io.promshard.query.promql.text;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads numbers as Go does: integers of base 8, 10 and 16 before decimals, with underscores between digits. */
public final class NumberReader {

    private static final Pattern DECIMAL = Pattern.compile("([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private NumberReader() {}

    /**
     * The number of a literal.
     *
     * @param text without a sign
     * @throws NumberFormatException in Go's words if it is no number, or one too large
     */
    public static double read(String text) {
        if (!misplacesUnderscore(text)) {
            String digits = text.replace("_", "");
            if (isInteger(digits)) {
                BigInteger integer = integer(digits);
                if (integer.compareTo(LONG_MAX) <= 0) {
                    return integer.longValue();
                }
            }
            if (DECIMAL.matcher(digits).matches()) {
                return finite(text, Double.parseDouble(digits));
            }
        }
        return word(text);
    }

    private static boolean misplacesUnderscore(String text) {
        if (text.indexOf('_') < 0) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '_' && !(afterDigit(text, i) && beforeDigit(text, i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean afterDigit(String text, int i) {
        return i > 0 && (isDigit(text, i - 1) || (i == 2 && isHex(text)));
    }

    private static boolean beforeDigit(String text, int i) {
        return i + 1 < text.length() && isDigit(text, i + 1);
    }

    private static boolean isDigit(String text, int i) {
        return Character.digit(text.charAt(i), isHex(text) ? 16 : 10) >= 0;
    }

    private static boolean isHex(String text) {
        return text.startsWith("0x") || text.startsWith("0X");
    }

    private static boolean isInteger(String digits) {
        if (isHex(digits)) {
            return digits.length() > 2 && digits.chars().skip(2).allMatch(c -> Character.digit(c, 16) >= 0);
        }
        int base = digits.startsWith("0") ? 8 : 10;
        return digits.chars().allMatch(c -> Character.digit(c, base) >= 0);
    }

    private static BigInteger integer(String digits) {
        if (isHex(digits)) {
            return new BigInteger(digits.substring(2), 16);
        }
        return new BigInteger(digits, digits.startsWith("0") ? 8 : 10);
    }

    private static double finite(String text, double value) {
        if (Double.isInfinite(value)) {
            throw failure(text, "value out of range");
        }
        return value;
    }

    private static double word(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> throw failure(text, "invalid syntax");
        };
    }

    private static NumberFormatException failure(String text, String why) {
        return new NumberFormatException("strconv.ParseFloat: parsing " + Quotes.quote(text) + ": " + why);
    }
}
