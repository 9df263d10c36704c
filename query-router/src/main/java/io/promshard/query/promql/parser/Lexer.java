package io.promshard.query.promql.parser;

import io.promshard.query.promql.text.Quotes;
import org.jspecify.annotations.Nullable;

/**
 * Makes tokens of a text, one at a time. Braces and the start of brackets have rules of their own, which depend on what
 * was read before. Used by one thread.
 */
final class Lexer {

    private final Cursor cursor;
    private final Brackets brackets;
    private boolean inBraces;

    /** @param text without lone surrogates */
    Lexer(String text) {
        this.cursor = new Cursor(text);
        this.brackets = new Brackets(cursor);
    }

    /**
     * The next token; {@code EOF} at the end, again and again.
     *
     * @throws ParseException if the text goes on with none
     */
    Token next() {
        Token token = null;
        while (token == null) {
            token = step();
        }
        return token;
    }

    /** A token, or null behind a space or a comment. */
    private @Nullable Token step() {
        if (brackets.awaitNumber()) {
            return beforeDuration(cursor.next());
        }
        int c = cursor.next();
        if (c == '#') {
            return comment();
        }
        if (Characters.isSpace(c)) {
            cursor.skipSpaces();
            return null;
        }
        if (c == '"' || c == '\'' || c == '`') {
            return StringScanner.scan(cursor, c);
        }
        return inBraces ? inBraces(c) : outside(c);
    }

    private @Nullable Token comment() {
        while (!cursor.sees("\r\n") && cursor.peek() != Cursor.EOF) {
            cursor.next();
        }
        cursor.drop();
        return null;
    }

    private Token inBraces(int c) {
        return switch (c) {
            case ',' -> token(TokenType.COMMA);
            case '=' -> token(cursor.accept("~") ? TokenType.EQL_REGEX : TokenType.EQL);
            case '!' -> negativeMatch(cursor.next());
            case '}' -> closeBrace();
            case '{' -> throw cursor.error("unexpected left brace '{'");
            case Cursor.EOF -> throw cursor.error("unexpected end of input inside braces");
            default -> labelName(c);
        };
    }

    private Token negativeMatch(int c) {
        return switch (c) {
            case '~' -> token(TokenType.NEQ_REGEX);
            case '=' -> token(TokenType.NEQ);
            default -> throw cursor.error("unexpected character after '!' inside braces: " + Quotes.quote(c));
        };
    }

    private Token closeBrace() {
        inBraces = false;
        return token(TokenType.RIGHT_BRACE);
    }

    private Token labelName(int c) {
        if (!Characters.isAlpha(c)) {
            throw cursor.error("unexpected character inside braces: " + Quotes.quote(c));
        }
        while (Characters.isAlphaNumeric(cursor.peek())) {
            cursor.next();
        }
        return token(TokenType.IDENTIFIER);
    }

    private Token outside(int c) {
        return switch (c) {
            case Cursor.EOF -> brackets.end();
            case ',' -> token(TokenType.COMMA);
            case '*' -> token(TokenType.MUL);
            case '/' -> token(TokenType.DIV);
            case '%' -> token(TokenType.MOD);
            case '+' -> token(TokenType.ADD);
            case '-' -> token(TokenType.SUB);
            case '^' -> token(TokenType.POW);
            case '@' -> token(TokenType.AT);
            case '=' -> equal();
            case '!' -> notEqual(cursor.next());
            case '<' -> token(cursor.accept("=") ? TokenType.LTE : TokenType.LSS);
            case '>' -> token(cursor.accept("=") ? TokenType.GTE : TokenType.GTR);
            case '(' -> brackets.openParen();
            case ')' -> brackets.closeParen();
            case '{' -> openBrace();
            case '[' -> brackets.open();
            case ']' -> brackets.close();
            default -> wordOrNumber(c);
        };
    }

    private Token equal() {
        if (cursor.sees("~")) {
            throw cursor.error("unexpected character after '=': '~'");
        }
        return token(cursor.accept("=") ? TokenType.EQLC : TokenType.EQL);
    }

    private Token notEqual(int c) {
        if (c != '=') {
            throw cursor.error("unexpected character after '!': " + Quotes.quote(c));
        }
        return token(TokenType.NEQ);
    }

    private Token openBrace() {
        inBraces = true;
        return token(TokenType.LEFT_BRACE);
    }

    private @Nullable Token beforeDuration(int c) {
        if (Characters.isSpace(c)) {
            cursor.skipSpaces();
            return null;
        }
        return switch (c) {
            case '(', ')', '+', '-', '*', '/', '%', '^' -> outside(c);
            case ']' -> brackets.close();
            case ':' -> brackets.colonBeforeNumber();
            case Cursor.EOF -> throw cursor.error("unexpected end of input in duration expression");
            default -> firstNumber(c);
        };
    }

    private Token firstNumber(int c) {
        if (!isNumber(c)) {
            throw cursor.error("unexpected character in duration expression: " + Quotes.quote(c));
        }
        brackets.firstNumber();
        return number();
    }

    private Token wordOrNumber(int c) {
        if (isNumber(c)) {
            return number();
        }
        if (!Characters.isAlpha(c) && c != ':') {
            throw cursor.error("unexpected character: " + Quotes.quote(c));
        }
        return brackets.areOpen() ? brackets.colon(c) : word();
    }

    private boolean isNumber(int c) {
        return Characters.isDigit(c) || (c == '.' && Characters.isDigit(cursor.peek()));
    }

    private Token number() {
        cursor.restart();
        return NumberScanner.scan(cursor);
    }

    private Token word() {
        while (Characters.isAlphaNumeric(cursor.peek()) || cursor.peek() == ':') {
            cursor.next();
        }
        String word = cursor.lexeme();
        TokenType name = word.indexOf(':') < 0 ? TokenType.IDENTIFIER : TokenType.METRIC_IDENTIFIER;
        return token(TokenType.ofWord(word).orElse(name));
    }

    private Token token(TokenType type) {
        return cursor.token(type);
    }
}
