package io.promshard.pgw.grouping;

/**
 * Label names that are spelled with escapes: {@code U__foo_2e_bar} is {@code foo.bar}.
 *
 * <p>After the prefix {@code U__} stands {@code __} for an underscore and {@code _HEX_} for a code point. A name that
 * does not follow this is taken as it is, so nothing here fails. The hexadecimal digits are read as leniently, and as
 * few of them, as Prometheus reads them.
 *
 * @see <a href="https://pkg.go.dev/github.com/prometheus/common/model#UnescapeName">UnescapeName</a>
 */
final class EscapedName {

    private static final String PREFIX = "U__";

    /** A sixth digit makes Prometheus give up, so code points from U+100000 on have no escape. */
    private static final int MAX_DIGITS = 5;

    private EscapedName() {}

    static String unescape(String name) {
        if (!name.startsWith(PREFIX)) {
            return name;
        }
        StringBuilder unescaped = new StringBuilder(name.length());
        int at = PREFIX.length();
        while (at < name.length()) {
            char c = name.charAt(at++);
            if (c != '_') {
                unescaped.append(c);
                continue;
            }
            int close = name.indexOf('_', at);
            if (close < 0 || !appendPoint(name.substring(at, close), unescaped)) {
                return name;
            }
            at = close + 1;
        }
        return unescaped.toString();
    }

    /**
     * A spelling that is read as this name, a byte string of valid UTF-8: the name itself if a path can have it. Code points from
     * U+100000 on stay as they are, percent-encoded.
     */
    static String escape(String name) {
        if (LabelNames.LEGACY.read(name) != null && !name.startsWith(PREFIX)) {
            return name;
        }
        StringBuilder escaped = new StringBuilder(PREFIX);
        ByteStrings.text(name).codePoints().forEach(point -> appendEscape(point, escaped));
        return escaped.toString();
    }

    private static void appendEscape(int point, StringBuilder escaped) {
        if (point == '_') {
            escaped.append("__");
        } else if (point < 0x80 && (Ascii.isLetter((char) point) || Ascii.isDigit((char) point))) {
            escaped.append((char) point);
        } else if (point < 0x100000) {
            escaped.append('_').append(Integer.toHexString(point)).append('_');
        } else {
            escaped.append(PercentCode.encode(ByteStrings.of(Character.toString(point))));
        }
    }

    /** No digits at all are the escape of the underscore itself. */
    private static boolean appendPoint(String digits, StringBuilder unescaped) {
        if (digits.isEmpty()) {
            unescaped.append('_');
            return true;
        }
        int point = digits.length() > MAX_DIGITS ? -1 : hexadecimal(digits);
        if (point < 0 || isSurrogate(point)) {
            return false;
        }
        unescaped.append(ByteStrings.of(Character.toString(point)));
        return true;
    }

    private static int hexadecimal(String digits) {
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digit(digits.charAt(i));
            if (digit < 0) {
                return -1;
            }
            value = value * 16 + digit;
        }
        return value;
    }

    /** Prometheus lowers letters by setting a bit, which also makes digits of the control characters 0x10 to 0x19. */
    private static int digit(char c) {
        int lowered = c | 0x20;
        if ('0' <= lowered && lowered <= '9') {
            return lowered - '0';
        }
        return 'a' <= lowered && lowered <= 'f' ? lowered - 'a' + 10 : -1;
    }

    private static boolean isSurrogate(int point) {
        return Character.MIN_SURROGATE <= point && point <= Character.MAX_SURROGATE;
    }
}
