package io.promshard.query.promql.parser;

import io.promshard.query.promql.ast.PositionRange;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Tokens with one of lookahead, which is read only when asked for: an error of the lexer comes before those of what it
 * would have ended, as in Prometheus. Knows what is being read, which errors name.
 */
final class TokenStream {

    private final String query;
    private final Lexer lexer;
    private final Deque<Integer> closingParens = new ArrayDeque<>();
    private @Nullable Token ahead;
    private Expectation expectation = Expectation.EXPRESSION;
    private int lastEnd;
    private int depth;

    TokenStream(String query) {
        this.query = query;
        this.lexer = new Lexer(query);
    }

    Token peek() {
        Token token = ahead;
        if (token == null) {
            token = lexer.next();
            ahead = token;
            if (token.is(TokenType.RIGHT_PAREN)) {
                closingParens.add(token.position().end());
            }
        }
        return token;
    }

    boolean sees(TokenType type) {
        return peek().is(type);
    }

    Token next() {
        Token token = peek();
        ahead = null;
        lastEnd = token.position().end();
        return token;
    }

    /** Reads the next token if it is such a one. */
    boolean accept(TokenType type) {
        boolean seen = sees(type);
        if (seen) {
            next();
        }
        return seen;
    }

    /** @throws ParseException if the next token is another */
    Token expect(TokenType type) {
        if (!sees(type)) {
            throw unexpected();
        }
        return next();
    }

    /** From here on errors speak of this; gives back what they spoke of. */
    Expectation expecting(Expectation now) {
        Expectation before = expectation;
        expectation = now;
        return before;
    }

    /** The next token is wrong here. */
    ParseException unexpected() {
        Token token = peek();
        return error(token.position(), "unexpected " + token.describe() + expectation.text());
    }

    ParseException unexpected(Expectation expected) {
        expecting(expected);
        return unexpected();
    }

    ParseException error(PositionRange position, String reason) {
        return ParseException.of(query, position, reason);
    }

    /** The end of the token that was read last. */
    int lastEnd() {
        return lastEnd;
    }

    /**
     * The end of the first closing parenthesis that nobody asked for yet. Prometheus takes the ends of calls from here,
     * and errors show it.
     */
    int closingParen() {
        return closingParens.remove();
    }

    /** One level deeper. @throws ParseException if that is too deep */
    void enter() {
        depth++;
        if (depth > PromqlParser.MAX_NESTING) {
            throw error(
                    peek().position(), "expression is nested more than " + PromqlParser.MAX_NESTING + " levels deep");
        }
    }

    void leave(int levels) {
        depth -= levels;
    }
}
