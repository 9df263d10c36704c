package io.promshard.query.plan;

import io.promshard.query.analysis.Fold;
import io.promshard.query.analysis.LiveShards;
import io.promshard.query.model.LabelMatcher;
import io.promshard.query.model.MatchOp;
import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.BinaryExpr;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.ParenExpr;
import io.promshard.query.promql.ast.VectorMatching;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.rewrite.Exprs;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
                && !live.of(binary.lhs()).equals(live.of(binary.rhs()))
                && !(isOnePerGroup(binary.lhs(), matching) && isOnePerGroup(binary.rhs(), matching));
    }

    /** This can be told of aggregations, and of one metric whose labels are all matched. */
    private static boolean isOnePerGroup(Expr side, VectorMatching matching) {
        boolean all = matching.labels().isEmpty() && !matching.on();
        return switch (side) {
            case ParenExpr paren -> isOnePerGroup(paren.expr(), matching);
            case AggregateExpr aggregate -> isOnePerGroup(aggregate, matching);
            default -> all && isOfOneMetric(side);
        };
    }

    private static boolean isOfOneMetric(Expr side) {
        Set<LabelMatcher> names =
                Exprs.selectors(side).stream().map(UnseenDuplicates::name).collect(Collectors.toSet());
        return names.size() == 1
                && names.stream()
                        .allMatch(name ->
                                name.op() == MatchOp.EQUAL && !name.value().isEmpty());
    }

    /** Its matcher on the metric's name; one that matches everything if it has none or several. */
    private static LabelMatcher name(VectorSelector selector) {
        List<LabelMatcher> names = selector.matchers().stream()
                .filter(matcher -> matcher.name().equals(LabelMatcher.METRIC_NAME))
                .toList();
        return names.size() == 1 ? names.getFirst() : new LabelMatcher(LabelMatcher.METRIC_NAME, MatchOp.NOT_EQUAL, "");
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
