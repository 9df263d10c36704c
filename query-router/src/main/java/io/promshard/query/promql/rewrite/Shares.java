package io.promshard.query.promql.rewrite;

import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.Aggregator;
import io.promshard.query.promql.ast.BinaryExpr;
import io.promshard.query.promql.ast.BinaryOp;
import io.promshard.query.promql.ast.Call;
import io.promshard.query.promql.ast.Cardinality;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.FunctionSignature;
import io.promshard.query.promql.ast.PositionRange;
import io.promshard.query.promql.ast.StringLiteral;
import io.promshard.query.promql.ast.VectorMatching;
import io.promshard.query.promql.parser.Functions;
import java.util.List;
import java.util.stream.Stream;

/**
 * What each shard is asked as its share of an aggregation over several shards.
 *
 * <pre>
 * sum by (job) (X)     sum by (job) (X)             the same for min, max, count, group, topk, bottomk, limitk, count_values
 * avg by (job) (X)     label_replace(sum by (job) (X), "__share__", "sum", "", "")
 *                        or label_replace(count by (job) (X), "__share__", "count", "", "")
 * stddev by (job) (X)  count, avg and stdvar in the same way; the same for stdvar
 * </pre>
 *
 * <p>One question for all kinds: a shard answers it from one state of its data, so that they belong together.
 */
public final class Shares {

    /** The label that tells the kinds of a share from each other; its values are names of operators. */
    public static final String LABEL = "__share__";

    private static final FunctionSignature LABEL_REPLACE =
            Functions.find("label_replace").orElseThrow();
    private static final VectorMatching ALL_LABELS = VectorMatching.ONE_TO_ONE.withCard(Cardinality.MANY_TO_MANY);

    private Shares() {}

    /** Of which operators a share is made: itself, unless more than one result is needed of each shard. */
    public static List<Aggregator> kinds(Aggregator op) {
        return switch (op) {
            case BOTTOMK, COUNT, COUNT_VALUES, GROUP, LIMITK, MAX, MIN, SUM, TOPK -> List.of(op);
            case AVG -> List.of(Aggregator.SUM, Aggregator.COUNT);
            case STDDEV, STDVAR -> List.of(Aggregator.COUNT, Aggregator.AVG, Aggregator.STDVAR);
            case LIMIT_RATIO, QUANTILE -> List.of();
        };
    }

    /**
     * The share.
     *
     * @throws IllegalArgumentException if the operator cannot be computed of shares
     */
    public static Expr of(AggregateExpr aggregate) {
        List<Aggregator> kinds = kinds(aggregate.op());
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException(aggregate.op().text() + " is not computed of shares");
        }
        return kinds.size() == 1
                ? aggregate
                : kinds.stream()
                        .map(kind -> marked(aggregate, kind))
                        .reduce((left, right) -> new BinaryExpr(BinaryOp.OR, left, right, ALL_LABELS, false))
                        .orElseThrow();
    }

    private static Expr marked(AggregateExpr aggregate, Aggregator kind) {
        Expr ofKind = new AggregateExpr(
                kind, aggregate.expr(), null, aggregate.grouping(), aggregate.without(), PositionRange.NONE);
        Stream<Expr> label = Stream.of(LABEL, kind.text(), "", "").map(Shares::text);
        return new Call(LABEL_REPLACE, Stream.concat(Stream.of(ofKind), label).toList(), PositionRange.NONE);
    }

    private static Expr text(String value) {
        return new StringLiteral(value, PositionRange.NONE);
    }
}
