package io.promshard.query.engine.range;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.ColumnBuilder;
import io.promshard.query.engine.Grid;
import io.promshard.query.engine.Notices;
import io.promshard.query.engine.Operand.InstantVector;
import io.promshard.query.engine.Operand.RangeVector;
import io.promshard.query.engine.Operand.Scalars;
import io.promshard.query.engine.RangeSeries;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.SeriesLabels;
import io.promshard.query.engine.SeriesMerger;
import io.promshard.query.engine.function.Arguments;
import io.promshard.query.promql.ast.PositionRange;
import io.promshard.query.promql.ast.SubqueryExpr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Evaluates functions of ranges, series by series and step by step.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/promql/engine.go">the evaluation of a Call</a>
 */
public final class RangeFunctions {

    private static final Map<String, RangeFunction> ALL = all();

    private RangeFunctions() {}

    private static Map<String, RangeFunction> all() {
        Map<String, RangeFunction> all = new HashMap<>();
        all.putAll(OverTime.ALL);
        all.putAll(HistogramsOverTime.ALL);
        all.putAll(RateFunctions.ALL);
        all.putAll(RegressionFunctions.ALL);
        all.putAll(ChangeFunctions.ALL);
        return Map.copyOf(all);
    }

    /** The value of a call one of whose arguments is a range; empty if the function is none of ranges. */
    public static Optional<InstantVector> apply(Arguments arguments) {
        String name = arguments.call().function().name();
        if (name.equals("absent_over_time")) {
            return Optional.of(AbsentRange.of(arguments));
        }
        return Optional.ofNullable(ALL.get(name)).map(function -> apply(function, arguments));
    }

    private static InstantVector apply(RangeFunction function, Arguments arguments) {
        String name = arguments.call().function().name();
        PositionRange position = position(arguments);
        RangeCall call = new RangeCall(name, numbers(arguments), position, arguments.notes());
        RangeVector range = arguments.range(rangeIndex(arguments));
        List<Series> results = new ArrayList<>();
        for (RangeSeries series : range.series()) {
            Column column = column(function, series, range, arguments.grid(), call);
            if (column.isEmpty()) {
                continue;
            }
            boolean keepsName = name.equals("last_over_time");
            results.add(new Series(keepsName ? series.labels() : SeriesLabels.dropName(series.labels()), column));
            if ((name.equals("rate") || name.equals("increase")) && column.nextFloat(0) >= 0) {
                checkCounter(SeriesLabels.name(series.labels()), position, arguments);
            }
        }
        return SeriesMerger.distinct(results);
    }

    /** Prometheus forgets where a subquery stands before it calls a function of it. */
    private static PositionRange position(Arguments arguments) {
        boolean forgotten = rangeIndex(arguments) == 0 && arguments.expr(0) instanceof SubqueryExpr;
        return forgotten ? PositionRange.NONE : arguments.position(0);
    }

    /** At every step the range that ends there, or at the time of {@code @}. */
    static Column column(RangeFunction function, RangeSeries series, RangeVector range, Grid grid, RangeCall call) {
        Window window = new Window(series, range.rangeMillis());
        ColumnBuilder out = new ColumnBuilder(grid.steps());
        for (int step = 0; step < grid.steps(); step++) {
            long time = grid.at(step);
            window.slideTo(range.end(time));
            if (!window.isEmpty()) {
                call.moveTo(step, time, out);
                function.apply(window, call);
            }
        }
        return out.build();
    }

    private static double[][] numbers(Arguments arguments) {
        return arguments.values().stream()
                .filter(Scalars.class::isInstance)
                .map(value -> ((Scalars) value).values())
                .toArray(double[][]::new);
    }

    static int rangeIndex(Arguments arguments) {
        for (int i = 0; i < arguments.count(); i++) {
            if (arguments.values().get(i) instanceof RangeVector) {
                return i;
            }
        }
        throw new IllegalArgumentException("no argument is a range");
    }

    private static void checkCounter(String metric, PositionRange position, Arguments arguments) {
        boolean counter = metric.isEmpty()
                || metric.endsWith("_total")
                || metric.endsWith("_sum")
                || metric.endsWith("_count")
                || metric.endsWith("_bucket");
        if (!counter) {
            arguments.notes().add(Notices.possibleNonCounter(metric, position));
        }
    }
}
