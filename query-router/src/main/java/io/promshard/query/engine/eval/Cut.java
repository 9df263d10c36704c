package io.promshard.query.engine.eval;

import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.Expr;

/** Where a query's tree is cut: what others compute of it. */
@FunctionalInterface
public interface Cut {

    /**
     * Whether others compute an expression as a whole. Asked from the outside inwards, and not about what is within a leaf. Only
     * instant vectors become leaves, whatever it says. Selectors have to be leaves, or within them.
     */
    boolean isLeaf(Expr expr);

    /** Whether others compute their shares of an aggregation that is no leaf, but whose operand is one. */
    default boolean isShared(AggregateExpr aggregate) {
        return false;
    }
}
