package io.promshard.query.promql.parser;

import io.promshard.query.promql.ast.PositionRange;
import io.promshard.query.promql.text.ByteString;
import io.promshard.query.promql.text.Quotes;

/**
 * A piece of a query's text.
 *
 * @param start its first char in the query
 * @param text as written
 */
record Token(TokenType type, int start, String text) {

    PositionRange position() {
        return new PositionRange(start, start + text.length());
    }

    boolean is(TokenType other) {
        return type == other;
    }

    /** As Prometheus' errors name it: {@code identifier "foo"}, {@code <op:+>}, {@code end of input}. */
    String describe() {
        return switch (type) {
            case EOF -> type.text();
            case IDENTIFIER, METRIC_IDENTIFIER, STRING, NUMBER, DURATION -> type.text() + " " + show();
            // Prometheus has no name for this one but the number of its token.
            case AT -> "\"<Item 57400>\" " + show();
            default -> show();
        };
    }

    private String show() {
        return switch (type.kind()) {
            case OPERATOR -> "<op:" + text + ">";
            case AGGREGATOR -> "<aggr:" + text + ">";
            case KEYWORD -> "<" + text + ">";
            case NAMED, SIGN, PREPROCESSOR -> isLong() ? Quotes.quoteStart(text) + "..." : Quotes.quote(text);
        };
    }

    private boolean isLong() {
        boolean name = type == TokenType.IDENTIFIER || type == TokenType.METRIC_IDENTIFIER;
        return !name && ByteString.length(text, 0, text.length()) > 10;
    }
}
