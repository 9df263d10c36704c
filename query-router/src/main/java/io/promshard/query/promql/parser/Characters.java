package io.promshard.query.promql.parser;

/** The classes of characters of PromQL, all of ASCII. */
final class Characters {

    static final String DIGITS = "0123456789";
    static final String HEX_DIGITS = "0123456789abcdefABCDEF";

    private Characters() {}

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** A letter or an underscore. */
    static boolean isAlpha(int c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isAlphaNumeric(int c) {
        return isAlpha(c) || isDigit(c);
    }

    static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
