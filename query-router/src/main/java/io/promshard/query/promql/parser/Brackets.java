package io.promshard.query.promql.parser;

import io.promshard.query.promql.text.Quotes;

/** Parentheses and square brackets that are open, and what the latter may hold next. */
final class Brackets {

    private final Cursor cursor;
    private int parens;
    private boolean open;
    /** Between a bracket and its first number. */
    private boolean awaitNumber;

    private boolean colonSeen;
    /** Stays from one bracket to the next, as in Prometheus. */
    private boolean numberSeen;

    Brackets(Cursor cursor) {
        this.cursor = cursor;
    }

    /** Whether square ones are. */
    boolean areOpen() {
        return open;
    }

    boolean awaitNumber() {
        return awaitNumber;
    }

    Token openParen() {
        parens++;
        return cursor.token(TokenType.LEFT_PAREN);
    }

    /** @throws ParseException if none is open */
    Token closeParen() {
        Token token = cursor.token(TokenType.RIGHT_PAREN);
        parens--;
        check(parens >= 0, "unexpected right parenthesis ')'");
        return token;
    }

    /** @throws ParseException if one is open: they do not nest */
    Token open() {
        check(!open, "unexpected left bracket '['");
        open = true;
        awaitNumber = true;
        colonSeen = false;
        return cursor.token(TokenType.LEFT_BRACKET);
    }

    /** @throws ParseException if none is open */
    Token close() {
        check(open, "unexpected right bracket ']'");
        open = false;
        awaitNumber = false;
        return cursor.token(TokenType.RIGHT_BRACKET);
    }

    void firstNumber() {
        awaitNumber = false;
        numberSeen = true;
    }

    /** @throws ParseException if there was no number in any bracket, or a colon in this one */
    Token colonBeforeNumber() {
        Token colon = cursor.token(TokenType.COLON);
        check(numberSeen, "unexpected colon before duration in duration expression");
        check(!colonSeen, "unexpected repeated colon in duration expression");
        colonSeen = true;
        return colon;
    }

    /**
     * A colon, for which Prometheus takes letters too.
     *
     * @throws ParseException if there was one
     */
    Token colon(int c) {
        check(!colonSeen, "unexpected colon " + Quotes.quote(c));
        colonSeen = true;
        return cursor.token(TokenType.COLON);
    }

    /** @throws ParseException if something is open at the end of the text */
    Token end() {
        check(parens == 0, "unclosed left parenthesis");
        check(!open, "unclosed left bracket");
        return cursor.token(TokenType.EOF);
    }

    private void check(boolean valid, String reason) {
        if (!valid) {
            throw cursor.error(reason);
        }
    }
}
