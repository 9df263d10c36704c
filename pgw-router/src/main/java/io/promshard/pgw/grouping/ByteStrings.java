package io.promshard.pgw.grouping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads byte strings as UTF-8. */
final class ByteStrings {

    private ByteStrings() {}

    /** Each byte that is not part of valid UTF-8 becomes U+FFFD, as in a Pushgateway's JSON. */
    static String text(String bytes) {
        return Ascii.isOnly(bytes) ? bytes : decoded(bytes);
    }

    /** The UTF-8 bytes of a text. A lone surrogate becomes a question mark. */
    static String of(String text) {
        return Ascii.isOnly(text) ? text : new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    static boolean isUtf8(String bytes) {
        int at = 0;
        while (at < bytes.length()) {
            int length = sequenceAt(bytes, at);
            if (length == 0) {
                return false;
            }
            at += length;
        }
        return true;
    }

    /** In quotes and with escapes, as Go's {@code %q} prints a string; the result is text. */
    static String quoted(String bytes) {
        StringBuilder quoted = new StringBuilder(bytes.length() + 2).append('"');
        int at = 0;
        while (at < bytes.length()) {
            int length = sequenceAt(bytes, at);
            if (length == 0) {
                quoted.append("\\x%02x".formatted((int) bytes.charAt(at++)));
            } else {
                quote(utf8(bytes.substring(at, at + length)).codePointAt(0), quoted);
                at += length;
            }
        }
        return quoted.append('"').toString();
    }

    private static void quote(int point, StringBuilder quoted) {
        switch (point) {
            case '"', '\\' -> quoted.append('\\').append((char) point);
            case 0x07 -> quoted.append("\\a");
            case '\b' -> quoted.append("\\b");
            case '\f' -> quoted.append("\\f");
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            case 0x0B -> quoted.append("\\v");
            default -> quoteByKind(point, quoted);
        }
    }

    private static void quoteByKind(int point, StringBuilder quoted) {
        if (isPrintable(point)) {
            quoted.appendCodePoint(point);
        } else if (point < 0x80) {
            quoted.append("\\x%02x".formatted(point));
        } else {
            quoted.append((point < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(point));
        }
    }

    /** Letters, marks, numbers, punctuation, symbols and the plain space. */
    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> point == ' ';
            default -> true;
        };
    }

    /**
     * How many bytes the code point at an index takes, 0 if there is none: surrogates and overlong forms are none.
     *
     * @see <a href="https://www.unicode.org/versions/Unicode16.0.0/core-spec/chapter-3/#G27506">Unicode, table 3-7</a>
     */
    private static int sequenceAt(String bytes, int at) {
        char lead = bytes.charAt(at);
        int length = lengthBy(lead);
        if (length < 2) {
            return length;
        }
        if (at + length > bytes.length() || !isSecond(lead, bytes.charAt(at + 1))) {
            return 0;
        }
        for (int i = at + 2; i < at + length; i++) {
            if (!isBetween(bytes.charAt(i), 0x80, 0xBF)) {
                return 0;
            }
        }
        return length;
    }

    private static int lengthBy(char lead) {
        if (lead < 0x80) {
            return 1;
        }
        if (lead < 0xC2 || lead > 0xF4) {
            return 0;
        }
        return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    }

    private static boolean isSecond(char lead, char second) {
        return switch (lead) {
            case 0xE0 -> isBetween(second, 0xA0, 0xBF);
            case 0xED -> isBetween(second, 0x80, 0x9F);
            case 0xF0 -> isBetween(second, 0x90, 0xBF);
            case 0xF4 -> isBetween(second, 0x80, 0x8F);
            default -> isBetween(second, 0x80, 0xBF);
        };
    }

    private static boolean isBetween(char c, int low, int high) {
        return low <= c && c <= high;
    }

    /** Go replaces each stray byte, Java's decoder whole truncated sequences, so this goes byte by byte. */
    private static String decoded(String bytes) {
        StringBuilder text = new StringBuilder(bytes.length());
        int at = 0;
        while (at < bytes.length()) {
            int length = sequenceAt(bytes, at);
            text.append(length == 0 ? "\uFFFD" : utf8(bytes.substring(at, at + length)));
            at += Math.max(length, 1);
        }
        return text.toString();
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(ISO_8859_1), UTF_8);
    }
}
