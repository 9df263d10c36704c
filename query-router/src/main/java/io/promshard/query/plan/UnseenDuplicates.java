package io.promshard.query.plan;

import io.promshard.query.analysis.Fold;
import io.promshard.query.analysis.LiveShards;
import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.BinaryExpr;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.ParenExpr;
import io.promshard.query.promql.ast.VectorMatching;

/**
 * Whether shards would keep silent where one Prometheus says {@code found duplicate series}: it looks for two series of one group only
 * where the other side has any series, and some shards have none of the other side.
 *
 * <pre>
 * x{cluster="a"} / on (cluster) y{cluster=~"a|b"}      two y of b are an error; b alone sees no x, and gives nothing
 * </pre>
 */
final class UnseenDuplicates {

    private UnseenDuplicates() {}

    static boolean areIn(Expr expr, LiveShards live) {
        return Fold.<Boolean>of(
                expr,
                (node, parts) -> parts.contains(true) || (node instanceof BinaryExpr binary && mayHide(binary, live)));
    }

    private static boolean mayHide(BinaryExpr binary, LiveShards live) {
        VectorMatching matching = binary.matching();
        return matching != null
                && !binary.op().isSet()
                && !(matching.labels().isEmpty() && !matching.on())
                && !live.of(binary.lhs()).equals(live.of(binary.rhs()))
                && !(isOnePerGroup(binary.lhs(), matching) && isOnePerGroup(binary.rhs(), matching));
    }

    /** Only for aggregations this can be told. */
    private static boolean isOnePerGroup(Expr side, VectorMatching matching) {
        return switch (side) {
            case ParenExpr paren -> isOnePerGroup(paren.expr(), matching);
            case AggregateExpr aggregate -> isOnePerGroup(aggregate, matching);
            default -> false;
        };
    }

    private static boolean isOnePerGroup(AggregateExpr aggregate, VectorMatching matching) {
        boolean folds = switch (aggregate.op()) {
            case AVG, COUNT, GROUP, MAX, MIN, QUANTILE, STDDEV, STDVAR, SUM -> true;
            case BOTTOMK, COUNT_VALUES, LIMITK, LIMIT_RATIO, TOPK -> false;
        };
        return folds
                && !aggregate.without()
                && aggregate.grouping().stream()
                        .allMatch(label -> matching.on() == matching.labels().contains(label));
    }
}
