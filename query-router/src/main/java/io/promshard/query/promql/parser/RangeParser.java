package io.promshard.query.promql.parser;

import io.promshard.query.promql.ast.AtTimestamp;
import io.promshard.query.promql.ast.DurationSpec;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.FixedDuration;
import io.promshard.query.promql.ast.MatrixSelector;
import io.promshard.query.promql.ast.PositionRange;
import io.promshard.query.promql.ast.SubqueryExpr;
import io.promshard.query.promql.ast.VectorSelector;

/** Brackets behind an expression: {@code [5m]} makes a range of a selector, {@code [1h:5m]} a subquery. */
final class RangeParser {

    private final TokenStream tokens;
    private final DurationParser durations;

    RangeParser(TokenStream tokens, DurationParser durations) {
        this.tokens = tokens;
        this.durations = durations;
    }

    Expr parse(Expr expr) {
        Expectation outer = tokens.expecting(Expectation.RANGE);
        Token open = tokens.next();
        DurationSpec range = durations.positive();
        tokens.expecting(Expectation.RANGE_END);
        Expr ranged;
        if (tokens.accept(TokenType.COLON)) {
            ranged = subquery(expr, range);
        } else {
            tokens.expect(TokenType.RIGHT_BRACKET);
            ranged = matrix(expr, range, open);
        }
        tokens.expecting(outer);
        return ranged;
    }

    private Expr subquery(Expr expr, DurationSpec range) {
        tokens.expecting(Expectation.STEP);
        DurationSpec step = FixedDuration.ZERO;
        if (!tokens.sees(TokenType.RIGHT_BRACKET)) {
            step = durations.positive();
            tokens.expecting(Expectation.STEP_END);
        }
        tokens.expect(TokenType.RIGHT_BRACKET);
        return new SubqueryExpr(expr, range, step, FixedDuration.ZERO, null, upToHere(expr));
    }

    private Expr matrix(Expr expr, DurationSpec range, Token open) {
        PositionRange brackets = new PositionRange(open.start(), tokens.lastEnd());
        if (!(expr instanceof VectorSelector selector)) {
            throw tokens.error(brackets, "ranges only allowed for vector selectors");
        }
        if (selector.offset() instanceof FixedDuration offset && offset.nanos() != 0) {
            throw tokens.error(brackets, "no offset modifiers allowed before range");
        }
        if (selector.at() instanceof AtTimestamp) {
            throw tokens.error(brackets, "no @ modifiers allowed before range");
        }
        return new MatrixSelector(selector, range, upToHere(expr));
    }

    private PositionRange upToHere(Expr expr) {
        return expr.position().withEnd(tokens.lastEnd());
    }
}
