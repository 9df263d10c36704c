package io.promshard.query.promql.parser;

import io.promshard.query.promql.text.Quotes;
import org.jspecify.annotations.Nullable;

/**
 * Makes tokens of a text, one at a time. Braces and the start of brackets have rules of their own, which depend on what
 * was read before. Used by one thread.
 */
final class Lexer {

    private final Cursor cursor;
    private int parens;
    private boolean inBraces;
    private boolean inBrackets;
    /** Between a bracket and its first number. */
    private boolean beforeDuration;

    private boolean colonSeen;
    /** Stays from one bracket to the next, as in Prometheus. */
    private boolean durationSeen;

    /** @param text without lone surrogates */
    Lexer(String text) {
        this.cursor = new Cursor(text);
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
        if (beforeDuration) {
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
            case Cursor.EOF -> end();
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
            case '(' -> openParen();
            case ')' -> closeParen();
            case '{' -> openBrace();
            case '[' -> openBracket();
            case ']' -> closeBracket();
            default -> wordOrNumber(c);
        };
    }

    private Token end() {
        if (parens != 0) {
            throw cursor.error("unclosed left parenthesis");
        }
        if (inBrackets) {
            throw cursor.error("unclosed left bracket");
        }
        return token(TokenType.EOF);
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

    private Token openParen() {
        parens++;
        return token(TokenType.LEFT_PAREN);
    }

    private Token closeParen() {
        Token token = token(TokenType.RIGHT_PAREN);
        parens--;
        if (parens < 0) {
            throw cursor.error("unexpected right parenthesis ')'");
        }
        return token;
    }

    private Token openBrace() {
        inBraces = true;
        return token(TokenType.LEFT_BRACE);
    }

    private Token openBracket() {
        if (inBrackets) {
            throw cursor.error("unexpected left bracket '['");
        }
        inBrackets = true;
        beforeDuration = true;
        colonSeen = false;
        return token(TokenType.LEFT_BRACKET);
    }

    private Token closeBracket() {
        if (!inBrackets) {
            throw cursor.error("unexpected right bracket ']'");
        }
        inBrackets = false;
        beforeDuration = false;
        return token(TokenType.RIGHT_BRACKET);
    }

    private @Nullable Token beforeDuration(int c) {
        if (Characters.isSpace(c)) {
            cursor.skipSpaces();
            return null;
        }
        return switch (c) {
            case '(', ')', '+', '-', '*', '/', '%', '^' -> outside(c);
            case ']' -> closeBracket();
            case ':' -> colonBeforeDuration();
            case Cursor.EOF -> throw cursor.error("unexpected end of input in duration expression");
            default -> firstNumber(c);
        };
    }

    private Token colonBeforeDuration() {
        Token colon = token(TokenType.COLON);
        if (!durationSeen) {
            throw cursor.error("unexpected colon before duration in duration expression");
        }
        if (colonSeen) {
            throw cursor.error("unexpected repeated colon in duration expression");
        }
        colonSeen = true;
        return colon;
    }

    private Token firstNumber(int c) {
        if (!isNumber(c)) {
            throw cursor.error("unexpected character in duration expression: " + Quotes.quote(c));
        }
        beforeDuration = false;
        durationSeen = true;
        return number();
    }

    private Token wordOrNumber(int c) {
        if (isNumber(c)) {
            return number();
        }
        if (!Characters.isAlpha(c) && c != ':') {
            throw cursor.error("unexpected character: " + Quotes.quote(c));
        }
        return inBrackets ? colon(c) : word();
    }

    private boolean isNumber(int c) {
        return Characters.isDigit(c) || (c == '.' && Characters.isDigit(cursor.peek()));
    }

    private Token number() {
        cursor.restart();
        return NumberScanner.scan(cursor);
    }

    /** Letters are colons within brackets, as in Prometheus. */
    private Token colon(int c) {
        if (colonSeen) {
            throw cursor.error("unexpected colon " + Quotes.quote(c));
        }
        colonSeen = true;
        return token(TokenType.COLON);
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
