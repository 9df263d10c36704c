package io.promshard.query.engine.function;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.ColumnBuilder;
import io.promshard.query.engine.Grid;
import io.promshard.query.engine.Operand;
import io.promshard.query.engine.Operand.InstantVector;
import io.promshard.query.engine.Operand.Scalars;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.SeriesLabels;
import io.promshard.query.engine.SeriesMerger;
import io.promshard.query.promql.text.Numbers;
import io.promshard.shard.labels.Labels;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Functions of time: the steps' own, and the parts of dates. */
final class DateFunctions {

    static final Map<String, VectorFunction> ALL = Map.of(
            "time", arguments -> new Scalars(times(arguments.grid())),
            "timestamp", DateFunctions::timestamp,
            "year", part(CivilTime::year),
            "month", part(CivilTime::month),
            "day_of_month", part(CivilTime::day),
            "day_of_week", part(CivilTime::dayOfWeek),
            "day_of_year", part(CivilTime::dayOfYear),
            "days_in_month", part(CivilTime::daysInMonth),
            "hour", part(CivilTime::hour),
            "minute", part(CivilTime::minute));

    private static final double MILLIS = 1000;

    private DateFunctions() {}

    private static double[] times(Grid grid) {
        double[] times = new double[grid.steps()];
        Arrays.setAll(times, step -> grid.at(step) / MILLIS);
        return times;
    }

    /** Of anything but a selector, which a shard is asked for as a whole, the time of the step. */
    private static Operand timestamp(Arguments arguments) {
        double[] times = times(arguments.grid());
        SeriesMerger results = new SeriesMerger();
        for (Series series : arguments.series(0)) {
            BitSet steps = new BitSet();
            series.column().addStepsTo(steps);
            ColumnBuilder column = new ColumnBuilder(times.length);
            steps.stream().forEach(step -> column.set(step, times[step]));
            results.add(SeriesLabels.dropName(series.labels()), column.build());
        }
        return results.vector();
    }

    private static VectorFunction part(ToDoubleFunction<CivilTime> part) {
        return arguments -> arguments.count() == 0
                ? now(arguments.grid(), part)
                : Floats.map(arguments.series(0), value -> part.applyAsDouble(CivilTime.of(Numbers.toLong(value))));
    }

    private static InstantVector now(Grid grid, ToDoubleFunction<CivilTime> part) {
        double[] values = new double[grid.steps()];
        Arrays.setAll(values, step -> part.applyAsDouble(CivilTime.of(grid.at(step) / (long) MILLIS)));
        return new InstantVector(List.of(new Series(Labels.EMPTY, Column.dense(values))));
    }
}
