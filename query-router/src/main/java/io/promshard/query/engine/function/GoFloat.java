package io.promshard.query.engine.function;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers in the text of labels, as Go's {@code strconv.ParseFloat} reads them. */
final class GoFloat {

    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)(e[+-]?\\d+)?");
    private static final Pattern HEXADECIMAL =
            Pattern.compile("[+-]?0x([0-9a-f]+\\.?[0-9a-f]*|\\.[0-9a-f]+)p[+-]?\\d+");

    private GoFloat() {}

    /** The number, if it is one that is not too large. */
    static Optional<Double> parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        String unsigned = lower.startsWith("+") || lower.startsWith("-") ? lower.substring(1) : lower;
        if (unsigned.equals("inf") || unsigned.equals("infinity")) {
            return Optional.of(lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        if (lower.equals("nan")) {
            return Optional.of(Double.NaN);
        }
        if (!DECIMAL.matcher(lower).matches() && !HEXADECIMAL.matcher(lower).matches()) {
            return Optional.empty();
        }
        double value = Double.parseDouble(lower);
        return Double.isInfinite(value) ? Optional.empty() : Optional.of(value);
    }
}
