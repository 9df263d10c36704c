package io.promshard.query.analysis;

import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.Aggregator;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.NumberLiteral;
import io.promshard.query.promql.ast.ParenExpr;
import io.promshard.query.promql.ast.StringLiteral;
import io.promshard.query.promql.rewrite.Shares;
import org.jspecify.annotations.Nullable;

/**
 * Which aggregations of series of several shards can be put together of what each shard gives for its own: all but
 * {@code quantile} and {@code limit_ratio}, with a parameter that is the same for each shard.
 */
public final class Shareable {

    /** More is no less than all series. */
    private static final double MOST = 1_000_000;

    private Shareable() {}

    /**
     * Whether the aggregation can be put together, given that shards can compute what is aggregated.
     *
     * @param label the feature label, which must not be what {@code count_values} writes
     */
    public static boolean is(AggregateExpr aggregate, String label) {
        return !Shares.kinds(aggregate.op()).isEmpty() && hasFixedParam(aggregate, label);
    }

    private static boolean hasFixedParam(AggregateExpr aggregate, String label) {
        if (!aggregate.op().hasParam()) {
            return true;
        }
        return switch (bare(aggregate.param())) {
            case NumberLiteral number -> number.value() >= 1 && number.value() <= MOST;
            case StringLiteral string ->
                aggregate.op() == Aggregator.COUNT_VALUES
                        && !string.value().equals(label)
                        && !string.value().isEmpty();
            case null, default -> false;
        };
    }

    private static @Nullable Expr bare(@Nullable Expr expr) {
        Expr bare = expr;
        while (bare instanceof ParenExpr paren) {
            bare = paren.expr();
        }
        return bare;
    }
}
