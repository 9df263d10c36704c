package io.promshard.query.engine.function;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.ColumnBuilder;
import io.promshard.query.engine.Operand.InstantVector;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.SeriesLabels;
import io.promshard.query.engine.SeriesMerger;
import java.util.Arrays;
import java.util.Map;

/** {@code clamp}, {@code clamp_min}, {@code clamp_max} and {@code round}: floats changed by numbers that vary by step. */
final class ClampFunctions {

    static final Map<String, VectorFunction> ALL = Map.of(
            "clamp", arguments -> clamp(arguments, arguments.numbers(1), arguments.numbers(2)),
            "clamp_min",
                    arguments -> clamp(arguments, arguments.numbers(1), constant(arguments, Double.POSITIVE_INFINITY)),
            "clamp_max",
                    arguments -> clamp(arguments, constant(arguments, Double.NEGATIVE_INFINITY), arguments.numbers(1)),
            "round", ClampFunctions::round);

    private ClampFunctions() {}

    /** A number of each step's. */
    private interface Step {
        double apply(int step, double value);
    }

    private static double[] constant(Arguments arguments, double value) {
        double[] values = new double[arguments.grid().steps()];
        Arrays.fill(values, value);
        return values;
    }

    /** There is nothing where the least is more than the most. */
    private static InstantVector clamp(Arguments arguments, double[] least, double[] most) {
        SeriesMerger results = new SeriesMerger();
        for (Series series : arguments.series(0)) {
            Column column = series.column();
            ColumnBuilder out = new ColumnBuilder(column.steps());
            for (int i = column.nextFloat(0); i >= 0; i = column.nextFloat(i + 1)) {
                if (!(most[i] < least[i])) {
                    out.set(i, max(least[i], min(most[i], column.value(i))));
                }
            }
            results.add(SeriesLabels.dropName(series.labels()), out.build());
        }
        return results.vector();
    }

    /** As Go has it: infinity wins over NaN. */
    private static double max(double a, double b) {
        boolean infinite = a == Double.POSITIVE_INFINITY || b == Double.POSITIVE_INFINITY;
        return infinite ? Double.POSITIVE_INFINITY : Math.max(a, b);
    }

    private static double min(double a, double b) {
        boolean infinite = a == Double.NEGATIVE_INFINITY || b == Double.NEGATIVE_INFINITY;
        return infinite ? Double.NEGATIVE_INFINITY : Math.min(a, b);
    }

    /** Halves are rounded up. */
    private static InstantVector round(Arguments arguments) {
        double[] nearest = arguments.count() > 1 ? arguments.numbers(1) : constant(arguments, 1);
        SeriesMerger results = new SeriesMerger();
        for (Series series : arguments.series(0)) {
            Column column = mapped(series.column(), (step, value) -> {
                double inverse = 1 / nearest[step];
                return Math.floor(value * inverse + 0.5) / inverse;
            });
            results.add(SeriesLabels.dropName(series.labels()), column);
        }
        return results.vector();
    }

    private static Column mapped(Column column, Step f) {
        ColumnBuilder out = new ColumnBuilder(column.steps());
        for (int i = column.nextFloat(0); i >= 0; i = column.nextFloat(i + 1)) {
            out.set(i, f.apply(i, column.value(i)));
        }
        return out.build();
    }
}
