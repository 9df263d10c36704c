package io.promshard.query.promql.ast;

import org.jspecify.annotations.Nullable;

/**
 * An expression evaluated at the steps of a range, as {@code rate(up[5m])[1h:1m]}.
 *
 * @param step {@link FixedDuration#ZERO} for the server's default
 * @param offset {@link FixedDuration#ZERO} if there is none
 */
public record SubqueryExpr(
        Expr expr,
        DurationSpec range,
        DurationSpec step,
        DurationSpec offset,
        @Nullable AtModifier at,
        PositionRange position)
        implements Expr {

    @Override
    public ValueType type() {
        return ValueType.MATRIX;
    }

    public SubqueryExpr withExpr(Expr newExpr) {
        return new SubqueryExpr(newExpr, range, step, offset, at, position);
    }

    public SubqueryExpr withOffset(DurationSpec newOffset) {
        return new SubqueryExpr(expr, range, step, newOffset, at, position);
    }

    public SubqueryExpr withAt(@Nullable AtModifier newAt) {
        return new SubqueryExpr(expr, range, step, offset, newAt, position);
    }

    public SubqueryExpr withPosition(PositionRange newPosition) {
        return new SubqueryExpr(expr, range, step, offset, at, newPosition);
    }
}
