package io.promshard.query.promql.parser;

import io.promshard.query.promql.ast.NumberLiteral;
import io.promshard.query.promql.text.Durations;
import io.promshard.query.promql.text.NumberReader;
import io.promshard.query.promql.text.Unquoter;

/** Values of tokens that are literals. */
final class Literals {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private Literals() {}

    static String string(Token token) {
        return Unquoter.unquote(token.text());
    }

    /**
     * A number, or the seconds of a duration.
     *
     * @throws ParseException if the token looks like one and is none
     */
    static NumberLiteral number(Token token, TokenStream tokens) {
        boolean duration = token.is(TokenType.DURATION);
        return new NumberLiteral(duration ? seconds(token, tokens) : value(token, tokens), duration, token.position());
    }

    private static double value(Token token, TokenStream tokens) {
        try {
            return NumberReader.read(token.text());
        } catch (NumberFormatException e) {
            throw tokens.error(token.position(), "error parsing number: " + e.getMessage());
        }
    }

    private static double seconds(Token token, TokenStream tokens) {
        try {
            long nanos = Durations.parse(token.text());
            long whole = nanos / NANOS_PER_SECOND;
            return whole + nanos % NANOS_PER_SECOND / 1e9;
        } catch (IllegalArgumentException e) {
            throw tokens.error(token.position(), String.valueOf(e.getMessage()));
        }
    }
}
