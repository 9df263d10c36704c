package io.promshard.query.promql.parser;

import io.promshard.query.promql.ast.AtModifier;
import io.promshard.query.promql.ast.AtTimestamp;
import io.promshard.query.promql.ast.DurationSpec;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.NumberLiteral;
import io.promshard.query.promql.ast.StartOrEnd;
import io.promshard.query.promql.text.Numbers;

/** {@code offset} and {@code @} behind an expression. */
final class ModifierParser {

    private final TokenStream tokens;
    private final DurationParser durations;
    private final Modifiers modifiers;

    ModifierParser(TokenStream tokens, DurationParser durations) {
        this.tokens = tokens;
        this.durations = durations;
        this.modifiers = new Modifiers(tokens);
    }

    Expr offset(Expr expr) {
        Expectation outer = tokens.expecting(Expectation.OFFSET);
        tokens.next();
        DurationSpec offset = durations.offset();
        tokens.expecting(outer);
        return modifiers.offset(expr, offset);
    }

    Expr at(Expr expr) {
        Expectation outer = tokens.expecting(Expectation.AT);
        tokens.next();
        AtModifier at = switch (tokens.peek().type()) {
            case START -> preprocessor(StartOrEnd.START);
            case END -> preprocessor(StartOrEnd.END);
            default -> timestamp(expr);
        };
        tokens.expecting(outer);
        return modifiers.at(expr, at);
    }

    private AtModifier preprocessor(StartOrEnd at) {
        tokens.next();
        tokens.expect(TokenType.LEFT_PAREN);
        tokens.expect(TokenType.RIGHT_PAREN);
        return at;
    }

    private AtModifier timestamp(Expr expr) {
        double seconds = seconds();
        if (!(Math.abs(seconds) < 0x1p63)) {
            throw tokens.error(
                    expr.position(), "timestamp out of bounds for @ modifier: " + Numbers.format(seconds, 6));
        }
        return new AtTimestamp(Numbers.toLong(Numbers.round(seconds * 1000)));
    }

    private double seconds() {
        boolean minus = tokens.accept(TokenType.SUB);
        if (!minus) {
            tokens.accept(TokenType.ADD);
        }
        if (!tokens.sees(TokenType.NUMBER) && !tokens.sees(TokenType.DURATION)) {
            throw tokens.unexpected();
        }
        NumberLiteral number = Literals.number(tokens.next(), tokens);
        return minus ? -number.value() : number.value();
    }
}
