package io.promshard.query.promql.ast;

import org.jspecify.annotations.Nullable;

/**
 * Two expressions with an operator between them.
 *
 * @param matching how series find each other; null unless both sides are instant vectors
 * @param returnBool whether a comparison gives 0 or 1 instead of filtering
 */
public record BinaryExpr(
        BinaryOp op, Expr lhs, Expr rhs, @Nullable VectorMatching matching, boolean returnBool) implements Expr {

    /** A scalar between scalars, else an instant vector. Costs a step for each operator to the left. */
    @Override
    public ValueType type() {
        Expr left = this;
        while (left instanceof BinaryExpr binary) {
            if (binary.rhs.type() != ValueType.SCALAR) {
                return ValueType.VECTOR;
            }
            left = binary.lhs;
        }
        return left.type() == ValueType.SCALAR ? ValueType.SCALAR : ValueType.VECTOR;
    }

    @Override
    public PositionRange position() {
        Expr left = lhs;
        while (left instanceof BinaryExpr binary) {
            left = binary.lhs;
        }
        return PositionRange.between(left.position(), rhs.position());
    }
}
