package io.promshard.query.engine.aggregate;

import io.promshard.query.engine.Annotations;
import io.promshard.query.engine.Operand;
import io.promshard.query.engine.Operand.InstantVector;
import io.promshard.query.engine.Operand.Scalars;
import io.promshard.query.engine.Operand.Text;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.SeriesMerger;
import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.shard.labels.Labels;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Evaluates aggregations.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/promql/engine.go">rangeEvalAgg</a>
 */
public final class Aggregates {

    private static final double[] NO_PARAM = {};

    private Aggregates() {}

    /**
     * The aggregation of series.
     *
     * @param params one for each step, or the label of {@code count_values}; empty for an operator without
     * @param steps of the grid
     */
    public static InstantVector of(
            AggregateExpr expr, InstantVector vector, List<Operand> params, int steps, Annotations notes) {
        Aggregation aggregation = new Aggregation(expr, steps, notes);
        double[] param = params.isEmpty() ? NO_PARAM : numbers(params.getFirst());
        return switch (expr.op()) {
            case AVG -> grouped(aggregation, vector, () -> new MeanAccumulator(aggregation));
            case COUNT -> grouped(aggregation, vector, () -> new CountAccumulator(steps, false));
            case GROUP -> grouped(aggregation, vector, () -> new CountAccumulator(steps, true));
            case MAX -> grouped(aggregation, vector, () -> new ExtremeAccumulator(aggregation, true));
            case MIN -> grouped(aggregation, vector, () -> new ExtremeAccumulator(aggregation, false));
            case QUANTILE -> {
                QuantileAccumulator.check(aggregation, param);
                yield grouped(aggregation, vector, () -> new QuantileAccumulator(aggregation, param));
            }
            case STDDEV -> grouped(aggregation, vector, () -> new VarianceAccumulator(aggregation, Math::sqrt));
            case STDVAR -> grouped(aggregation, vector, () -> new VarianceAccumulator(aggregation, x -> x));
            case SUM -> grouped(aggregation, vector, () -> new SumAccumulator(aggregation));
            case BOTTOMK -> new Largest(aggregation, false).of(vector, param);
            case TOPK -> new Largest(aggregation, true).of(vector, param);
            case LIMITK -> new LimitK(aggregation).of(vector, param);
            case LIMIT_RATIO -> new LimitRatio(aggregation).of(vector, param);
            case COUNT_VALUES -> new CountValues(aggregation).of(vector, params.getFirst());
        };
    }

    private static double[] numbers(Operand param) {
        return switch (param) {
            case Scalars scalars -> scalars.values();
            case Text text -> NO_PARAM;
            case InstantVector vector -> throw new IllegalArgumentException("a parameter is no vector");
            case Operand.RangeVector range -> throw new IllegalArgumentException("a parameter is no range");
        };
    }

    private static InstantVector grouped(Aggregation aggregation, InstantVector vector, Supplier<Accumulator> start) {
        SeriesMerger results = new SeriesMerger();
        Map<Labels, List<Series>> groups = Groups.of(aggregation.expr()).of(vector.series());
        groups.forEach((labels, series) -> {
            Accumulator accumulator = start.get();
            series.forEach(accumulator::add);
            results.add(labels, accumulator.result());
        });
        return results.vector();
    }
}
