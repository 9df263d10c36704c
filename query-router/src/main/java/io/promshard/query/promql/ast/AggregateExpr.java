package io.promshard.query.promql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An aggregation, as {@code topk by (job) (3, up)}.
 *
 * @param param the parameter, if the operator has one
 * @param grouping the labels of {@code by} or {@code without}
 * @param without whether the labels are dropped rather than kept
 */
public record AggregateExpr(
        Aggregator op, Expr expr, @Nullable Expr param, List<String> grouping, boolean without, PositionRange position)
        implements Expr {

    public AggregateExpr {
        grouping = List.copyOf(grouping);
    }

    @Override
    public ValueType type() {
        return ValueType.VECTOR;
    }
}
