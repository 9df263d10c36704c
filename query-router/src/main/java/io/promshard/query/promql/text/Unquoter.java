package io.promshard.query.promql.text;

import java.io.ByteArrayOutputStream;

/** Takes quotes and escapes off one string literal, which the lexer has found whole. */
public final class Unquoter {

    private final String literal;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int pos = 1;

    private Unquoter(String literal) {
        this.literal = literal;
    }

    /**
     * The value of a literal.
     *
     * @param literal with its quotes; between backquotes nothing is an escape
     */
    public static String unquote(String literal) {
        if (literal.charAt(0) == '`' || literal.indexOf('\\') < 0) {
            return literal.substring(1, literal.length() - 1);
        }
        return new Unquoter(literal).unquote();
    }

    private String unquote() {
        int end = literal.length() - 1;
        while (pos < end) {
            int c = literal.codePointAt(pos);
            pos += Character.charCount(c);
            if (c == '\\') {
                escape(literal.charAt(pos++));
            } else {
                ByteString.write(c, bytes);
            }
        }
        return ByteString.decode(bytes.toByteArray());
    }

    private void escape(char kind) {
        switch (kind) {
            case 'a' -> bytes.write(0x07);
            case 'b' -> bytes.write('\b');
            case 'f' -> bytes.write('\f');
            case 'n' -> bytes.write('\n');
            case 'r' -> bytes.write('\r');
            case 't' -> bytes.write('\t');
            case 'v' -> bytes.write(0x0B);
            case 'x' -> bytes.write(digits(2, 16));
            case 'u' -> ByteString.write(digits(4, 16), bytes);
            case 'U' -> ByteString.write(digits(8, 16), bytes);
            case '\\', '\'', '"' -> bytes.write(kind);
            default -> octal();
        }
    }

    private void octal() {
        pos--;
        bytes.write(digits(3, 8));
    }

    private int digits(int count, int base) {
        int value = Integer.parseInt(literal, pos, pos + count, base);
        pos += count;
        return value;
    }
}
