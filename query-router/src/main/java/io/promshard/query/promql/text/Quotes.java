package io.promshard.query.promql.text;

/** Strings and characters in quotes, as Go's {@code %q} writes them. */
public final class Quotes {

    private Quotes() {}

    /** In double quotes, with escapes for quotes, backslashes, and whatever is not printable. */
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> append(quoted, c, '"'));
        return quoted.append('"').toString();
    }

    /** At most the first ten characters in quotes. */
    public static String quoteStart(String text) {
        int ten = text.codePointCount(0, text.length()) <= 10 ? text.length() : text.offsetByCodePoints(0, 10);
        return quote(text.substring(0, ten));
    }

    /** A character in single quotes; what is none, such as the end of the text, is U+FFFD. */
    public static String quote(int codePoint) {
        StringBuilder quoted = new StringBuilder().append('\'');
        append(quoted, codePoint < 0 ? 0xFFFD : codePoint, '\'');
        return quoted.append('\'').toString();
    }

    /** {@code U+0063 'c'}, the character only if it is printable. */
    public static String unicode(int codePoint) {
        String number = String.format("U+%04X", codePoint);
        return isPrintable(codePoint) ? number + " '" + Character.toString(codePoint) + "'" : number;
    }

    private static void append(StringBuilder out, int c, char quote) {
        if (c == quote || c == '\\') {
            out.append('\\').appendCodePoint(c);
        } else if (isPrintable(c)) {
            out.appendCodePoint(c);
        } else {
            out.append(escape(c));
        }
    }

    private static String escape(int c) {
        return switch (c) {
            case 0x07 -> "\\a";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case 0x0B -> "\\v";
            default -> escapeNumber(c);
        };
    }

    private static String escapeNumber(int c) {
        if (c < ' ' || c == 0x7F) {
            return String.format("\\x%02x", c);
        }
        if (ByteString.isSurrogate(c)) {
            return String.format("\\x%02x", c & 0xFF);
        }
        return c < 0x10000 ? String.format("\\u%04x", c) : String.format("\\U%08x", c);
    }

    /** Letters, marks, numbers, punctuation, symbols and the space of ASCII. */
    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }
}
