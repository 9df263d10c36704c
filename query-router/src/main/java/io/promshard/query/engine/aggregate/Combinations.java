package io.promshard.query.engine.aggregate;

import io.promshard.query.engine.Annotations;
import io.promshard.query.engine.Operand.InstantVector;
import io.promshard.query.engine.Operand.Scalars;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.SeriesMerger;
import io.promshard.query.engine.ShareRequest;
import io.promshard.query.engine.Vectors;
import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.NumberLiteral;
import io.promshard.query.promql.ast.ParenExpr;
import io.promshard.shard.labels.Labels;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts aggregations together of shares, as if all samples had been aggregated at once. Where shares do not tell that, nothing is
 * given: sums that overflow or cancel each other, floats beside histograms, variances that drown in rounding.
 */
public final class Combinations {

    /** Notes about groups that a shard left out, or of which its operators did not count the same samples. */
    private static final List<String> LEFT_OUT = List.of(
            "PromQL warning: encountered a mix of histograms and floats for aggregation",
            "PromQL warning: vector contains a mix of histograms with exponential and custom buckets schemas",
            "PromQL warning: vector contains histograms with incompatible custom buckets",
            "PromQL info: ignored histogram in stdvar aggregation");

    private Combinations() {}

    /**
     * The aggregation.
     *
     * @param shares of each shard, in any order
     * @return empty where all samples are needed
     */
    public static Optional<Combined> of(ShareRequest request, List<Vectors> shares) {
        AggregateExpr aggregate = request.aggregate();
        int steps = request.grid().steps();
        return switch (aggregate.op()) {
            case COUNT, COUNT_VALUES -> ShareGroups.of(shares, aggregate.op()).combined(new Folded(Double::sum), steps);
            case GROUP -> ShareGroups.of(shares, aggregate.op()).combined(new Folded(Math::max), steps);
            case MAX -> ShareGroups.of(shares, aggregate.op()).combined(new Folded(Combinations::larger), steps);
            case MIN -> ShareGroups.of(shares, aggregate.op()).combined(new Folded(Combinations::smaller), steps);
            case SUM -> whole(aggregate, shares, new CombinedSum(), steps);
            case AVG -> whole(aggregate, shares, new CombinedMean(), steps);
            case STDVAR -> whole(aggregate, shares, new CombinedVariance(x -> x), steps);
            case STDDEV -> whole(aggregate, shares, new CombinedVariance(Math::sqrt), steps);
            case TOPK, BOTTOMK, LIMITK -> Optional.of(chosen(aggregate, shares, steps));
            case QUANTILE, LIMIT_RATIO ->
                throw new IllegalArgumentException(aggregate.op().text() + " is not computed of shares");
        };
    }

    private static Optional<Combined> whole(
            AggregateExpr aggregate, List<Vectors> shares, Combination combination, int steps) {
        boolean leftOut = shares.stream()
                .flatMap(share -> Stream.concat(share.warnings().stream(), share.infos().stream()))
                .anyMatch(note -> LEFT_OUT.stream().anyMatch(note::startsWith));
        return leftOut
                ? Optional.empty()
                : ShareGroups.of(shares, aggregate.op()).combined(combination, steps);
    }

    /** Of those that shards have chosen. */
    private static Combined chosen(AggregateExpr aggregate, List<Vectors> shares, int steps) {
        List<Series> all =
                shares.stream().flatMap(share -> share.series().stream()).toList();
        double[] params = new double[steps];
        Arrays.fill(params, number(aggregate.param()));
        InstantVector chosen = Aggregates.of(
                aggregate, SeriesMerger.distinct(all), List.of(new Scalars(params)), steps, new Annotations());
        Map<Labels, Estimate> series = new LinkedHashMap<>();
        chosen.series().forEach(one -> series.put(one.labels(), Estimate.exact(one.column())));
        return new Combined(series);
    }

    private static double number(@Nullable Expr param) {
        return switch (param) {
            case NumberLiteral literal -> literal.value();
            case ParenExpr paren -> number(paren.expr());
            case null, default -> throw new IllegalArgumentException("no number: " + param);
        };
    }

    private static double larger(double one, double other) {
        return one < other || Double.isNaN(one) ? other : one;
    }

    private static double smaller(double one, double other) {
        return one > other || Double.isNaN(one) ? other : one;
    }
}
