package io.promshard.query.request;

import io.promshard.query.promql.text.Quotes;

/** Conversions of numbers as Go does them on the machines that Prometheus runs on. */
final class GoNumbers {

    private GoNumbers() {}

    /** {@code int64(number)}: what does not fit is the least of all. */
    static long toLong(double number) {
        return number >= -0x1p63 && number < 0x1p63 ? (long) number : Long.MIN_VALUE;
    }

    /** {@code math.Round(number)}: halves go away from zero. */
    static long round(double number) {
        return toLong(Math.copySign(Math.floor(Math.abs(number) + 0.5), number));
    }

    /**
     * {@code strconv.Atoi(text)}, down to the size of an {@code int}: no limit is that large.
     *
     * @throws NumberFormatException in Go's words
     */
    static int atoi(String text) {
        if (!text.matches("[+-]?[0-9]+")) {
            throw new NumberFormatException(problem(text, "invalid syntax"));
        }
        try {
            return Math.clamp(Long.parseLong(text), Integer.MIN_VALUE, Integer.MAX_VALUE);
        } catch (NumberFormatException tooLarge) {
            throw new NumberFormatException(problem(text, "value out of range"));
        }
    }

    private static String problem(String text, String problem) {
        return "strconv.Atoi: parsing " + Quotes.quote(text) + ": " + problem;
    }
}
