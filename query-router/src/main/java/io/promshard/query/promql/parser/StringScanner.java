package io.promshard.query.promql.parser;

import io.promshard.query.promql.text.Quotes;

/** Finds the end of a string, and refuses escapes that mean nothing. */
final class StringScanner {

    /** What bytes that are no UTF-8 have become. */
    private static final int REPLACEMENT = 0xFFFD;

    private final Cursor cursor;
    private final int quote;

    private StringScanner(Cursor cursor, int quote) {
        this.cursor = cursor;
        this.quote = quote;
    }

    /**
     * @param quote the one that is read
     * @throws ParseException if the string does not end, or has an escape that means nothing
     */
    static Token scan(Cursor cursor, int quote) {
        StringScanner scanner = new StringScanner(cursor, quote);
        if (quote == '`') {
            scanner.raw();
        } else {
            scanner.quoted();
        }
        return cursor.token(TokenType.STRING);
    }

    private void raw() {
        for (int c = character(); c != quote; c = character()) {
            check(c != Cursor.EOF, "unterminated raw string");
        }
    }

    private void quoted() {
        for (int c = character(); c != quote; c = character()) {
            check(c != Cursor.EOF && c != '\n', "unterminated quoted string");
            if (c == '\\') {
                escape();
            }
        }
    }

    private int character() {
        int c = cursor.next();
        check(c != REPLACEMENT, "invalid UTF-8 rune");
        return c;
    }

    private void escape() {
        int c = cursor.next();
        switch (c) {
            case 'a', 'b', 'f', 'n', 'r', 't', 'v', '\\' -> {}
            case '0', '1', '2', '3', '4', '5', '6', '7' -> code(c, 3, 8, 0xFF);
            case 'x' -> code(cursor.next(), 2, 16, 0xFF);
            case 'u' -> code(cursor.next(), 4, 16, Character.MAX_CODE_POINT);
            case 'U' -> code(cursor.next(), 8, 16, Character.MAX_CODE_POINT);
            case Cursor.EOF -> throw cursor.error("escape sequence not terminated");
            default -> check(c == quote, "unknown escape sequence " + Quotes.unicode(c));
        }
    }

    private void code(int first, int digits, int base, int max) {
        long value = digit(first, base);
        for (int i = 1; i < digits; i++) {
            value = value * base + digit(cursor.next(), base);
        }
        boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
        check(value <= max && !surrogate, "escape sequence is an invalid Unicode code point");
    }

    private int digit(int c, int base) {
        check(c != Cursor.EOF, "escape sequence not terminated");
        int digit = c < 0x80 ? Character.digit(c, base) : -1;
        if (digit < 0) {
            throw cursor.error("illegal character " + Quotes.unicode(c) + " in escape sequence");
        }
        return digit;
    }

    private void check(boolean valid, String reason) {
        if (!valid) {
            throw cursor.error(reason);
        }
    }
}
