package io.promshard.query.wire;

/**
 * Passes over the samples of a series, most of what there is in a large answer: {@code [1735689600,"0.5"],[1735689615,"0.25"]}.
 * All timestamps of a series that falls on whole seconds are as long as its first, so where a value begins needs no search.
 */
final class Samples {

    /** What is before a sample that follows another. */
    private static final int BETWEEN = "],[".length();

    private Samples() {}

    /**
     * From behind a string in an array to behind the last of the strings that follow it as further samples; stays where it is if
     * none does, and before what is not known to be a whole one.
     */
    static int skip(byte[] bytes, int from, int to) {
        int at = from;
        int width = digits(bytes, at + BETWEEN, to);
        while (width >= Long.BYTES && isNext(bytes, at, width, to)) {
            int end = Words.quoteOrBackslash(bytes, at + BETWEEN + width + 2, to);
            if (end == to || bytes[end] != '"') {
                return at;
            }
            at = end + 1;
        }
        return at;
    }

    private static boolean isNext(byte[] bytes, int at, int width, int to) {
        int comma = at + BETWEEN + width;
        return comma + 2 <= to
                && bytes[at] == ']'
                && bytes[at + 1] == ','
                && bytes[at + 2] == '['
                && bytes[comma] == ','
                && bytes[comma + 1] == '"'
                && Words.areDigits(bytes, at + BETWEEN)
                && Words.areDigits(bytes, comma - Long.BYTES);
    }

    /** How many digits begin there, of those that two words can hold. */
    private static int digits(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + 2 * Long.BYTES);
        int at = from;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at - from;
    }
}
