package io.promshard.query.plan;

import io.promshard.query.analysis.Fold;
import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.BinaryExpr;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.ValueType;

/**
 * Whether series of two shards with the same feature label would meet in an expression. Where none meet, two shards' equal
 * series are still found when their answers are put together.
 */
final class Overlaps {

    private Overlaps() {}

    static boolean matter(Expr expr) {
        return Fold.<Boolean>of(expr, (node, parts) -> parts.contains(true) || meets(node));
    }

    private static boolean meets(Expr expr) {
        return expr instanceof AggregateExpr
                || (expr instanceof BinaryExpr binary
                        && binary.lhs().type() == ValueType.VECTOR
                        && binary.rhs().type() == ValueType.VECTOR);
    }
}
