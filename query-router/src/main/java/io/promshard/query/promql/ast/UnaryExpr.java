package io.promshard.query.promql.ast;

/** An expression with a sign. */
public record UnaryExpr(UnaryOp op, Expr expr, PositionRange position) implements Expr {

    @Override
    public ValueType type() {
        return expr.type();
    }
}
