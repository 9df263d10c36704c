package io.promshard.query.engine.eval;

import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.BinaryExpr;
import io.promshard.query.promql.ast.Call;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.MatrixSelector;
import io.promshard.query.promql.ast.NumberLiteral;
import io.promshard.query.promql.ast.ParenExpr;
import io.promshard.query.promql.ast.StringLiteral;
import io.promshard.query.promql.ast.SubqueryExpr;
import io.promshard.query.promql.ast.UnaryExpr;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.rewrite.Exprs;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Finds the expressions that have the same value at every step, all their selectors having an {@code @}: they are evaluated at
 * the first step alone.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/promql/engine.go">preprocessExprHelper</a>
 */
final class StepInvariance {

    /** Functions whose value depends on the time of evaluation all the same. */
    private static final Set<String> OF_TIME = Set.of(
            "days_in_month",
            "day_of_month",
            "day_of_week",
            "day_of_year",
            "hour",
            "minute",
            "month",
            "year",
            "predict_linear",
            "time",
            "timestamp");

    private final Set<Expr> invariant = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Of a tree's expressions. */
    StepInvariance(Expr expr) {
        Exprs.mapBottomUp(expr, node -> {
            if (isInvariant(node)) {
                invariant.add(node);
            }
            return node;
        });
    }

    /** Whether that expression of the tree is the same at every step. */
    boolean of(Expr expr) {
        return invariant.contains(expr);
    }

    /** Given the answer for what is within. As in Prometheus, an aggregation's parameter does not count. */
    private boolean isInvariant(Expr expr) {
        return switch (expr) {
            case VectorSelector selector -> selector.at() != null;
            case MatrixSelector matrix -> matrix.selector().at() != null;
            case SubqueryExpr subquery -> subquery.at() != null;
            case AggregateExpr aggregate -> of(aggregate.expr());
            case BinaryExpr binary -> of(binary.lhs()) && of(binary.rhs());
            case Call call ->
                !OF_TIME.contains(call.function().name())
                        && call.args().stream().allMatch(this::of);
            case ParenExpr paren -> of(paren.expr());
            case UnaryExpr unary -> of(unary.expr());
            case NumberLiteral number -> true;
            case StringLiteral string -> true;
        };
    }
}
