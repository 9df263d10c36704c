package io.promshard.query.promql.parser;

import io.promshard.query.promql.ast.PositionRange;

/** A place in a query's text, and the start of the token that is being read. */
final class Cursor {

    /** What {@link #next} and {@link #peek} give behind the last character. */
    static final int EOF = -1;

    private final String text;
    private int start;
    private int pos;

    Cursor(String text) {
        this.text = text;
    }

    /** The next character, which is read. */
    int next() {
        int c = peek();
        pos += c == EOF ? 0 : Character.charCount(c);
        return c;
    }

    /** The next character, which stays. */
    int peek() {
        return pos < text.length() ? text.codePointAt(pos) : EOF;
    }

    /** Whether the next character is one of these. */
    boolean sees(String characters) {
        int c = peek();
        return c != EOF && characters.indexOf(c) >= 0;
    }

    /** Reads the next character if it is one of these. */
    boolean accept(String characters) {
        boolean seen = sees(characters);
        if (seen) {
            next();
        }
        return seen;
    }

    void acceptAll(String characters) {
        while (accept(characters)) {}
    }

    void skipSpaces() {
        acceptAll(" \t\n\r");
        drop();
    }

    /** Forgets what was read. */
    void drop() {
        start = pos;
    }

    /** Back to the start of the token. */
    void restart() {
        pos = start;
    }

    /** What was read since the last token. */
    String lexeme() {
        return text.substring(start, pos);
    }

    Token token(TokenType type) {
        Token token = new Token(type, start, lexeme());
        drop();
        return token;
    }

    /** An error at the start of the token. */
    ParseException error(String reason) {
        return ParseException.of(text, new PositionRange(start, text.length()), reason);
    }
}
