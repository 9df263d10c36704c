package io.promshard.query.engine.eval;

import io.promshard.query.engine.Grid;
import io.promshard.query.promql.ast.AtModifier;
import io.promshard.query.promql.ast.AtTimestamp;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.StartOrEnd;
import io.promshard.query.promql.ast.SubqueryExpr;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.rewrite.Exprs;
import org.jspecify.annotations.Nullable;

/** Puts times in place of {@code @ start()} and {@code @ end()}, which mean those of the whole query wherever they stand. */
public final class TimesOfAt {

    private TimesOfAt() {}

    /** The expression with the times of a query's grid. */
    public static Expr written(Expr expr, Grid grid) {
        return Exprs.mapBottomUp(expr, node -> switch (node) {
            case VectorSelector selector
            when selector.at() instanceof StartOrEnd -> selector.withAt(time(selector.at(), grid));
            case SubqueryExpr subquery
            when subquery.at() instanceof StartOrEnd -> subquery.withAt(time(subquery.at(), grid));
            default -> node;
        });
    }

    private static @Nullable AtModifier time(@Nullable AtModifier at, Grid grid) {
        return at == StartOrEnd.START ? new AtTimestamp(grid.startMillis()) : new AtTimestamp(grid.endMillis());
    }
}
