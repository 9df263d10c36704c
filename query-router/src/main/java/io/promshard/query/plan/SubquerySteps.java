package io.promshard.query.plan;

import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.FixedDuration;
import io.promshard.query.promql.ast.SubqueryExpr;
import io.promshard.query.promql.rewrite.Exprs;
import java.time.Duration;

/** Writes out the step of subqueries that have none. */
final class SubquerySteps {

    private SubquerySteps() {}

    static Expr written(Expr expr, Duration step) {
        return Exprs.mapBottomUp(
                expr,
                node -> node instanceof SubqueryExpr subquery && subquery.step().equals(FixedDuration.ZERO)
                        ? stepped(subquery, FixedDuration.ofMillis(step.toMillis()))
                        : node);
    }

    private static SubqueryExpr stepped(SubqueryExpr of, FixedDuration step) {
        return new SubqueryExpr(of.expr(), of.range(), step, of.offset(), of.at(), of.position());
    }
}
