package io.promshard.pgw.selector;

/**
 * A string in quotes as Go and PromQL write it; between backticks nothing is escaped.
 *
 * @param end where the text goes on behind it
 */
record StringLiteral(String value, int end) {

    private static final String ESCAPES = "abfnrtv\\\"'";
    private static final String ESCAPED = "\u0007\b\f\n\r\t\u000B\\\"'";

    static boolean isAt(String text, int at) {
        return at < text.length() && "\"'`".indexOf(text.charAt(at)) >= 0;
    }

    /** @throws IllegalArgumentException if it has no end, or an escape that there is not */
    static StringLiteral read(String text, int start) {
        char quote = text.charAt(start);
        StringBuilder value = new StringBuilder();
        int at = start + 1;
        while (at < text.length() && text.charAt(at) != quote) {
            if (text.charAt(at) == '\\' && quote != '`') {
                at = escape(text, at + 1, value);
            } else {
                value.append(text.charAt(at++));
            }
        }
        if (at >= text.length()) {
            throw new IllegalArgumentException(
                    "the string that begins at character " + (start + 1) + " has no end: " + text);
        }
        return new StringLiteral(value.toString(), at + 1);
    }

    private static int escape(String text, int at, StringBuilder value) {
        char kind = at < text.length() ? text.charAt(at) : 0;
        int simple = ESCAPES.indexOf(kind);
        if (simple >= 0) {
            value.append(ESCAPED.charAt(simple));
            return at + 1;
        }
        return switch (kind) {
            case 'x' -> codePoint(text, at, 2, value);
            case 'u' -> codePoint(text, at, 4, value);
            case 'U' -> codePoint(text, at, 8, value);
            default -> throw unknown(text, at);
        };
    }

    /** Of a character by its number; {@code \x} gives bytes, of which only those of ASCII are characters. */
    private static int codePoint(String text, int at, int digits, StringBuilder value) {
        int end = at + 1 + digits;
        if (end > text.length() || !text.substring(at + 1, end).chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            throw unknown(text, at);
        }
        long point = Long.parseLong(text, at + 1, end, 16);
        boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        if (point > (digits == 2 ? 0x7F : Character.MAX_CODE_POINT) || surrogate) {
            throw unknown(text, at);
        }
        value.appendCodePoint((int) point);
        return end;
    }

    private static IllegalArgumentException unknown(String text, int at) {
        return new IllegalArgumentException("there is no such escape as that at character " + at + " of " + text);
    }
}
