package io.promshard.query.engine.function;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.ColumnBuilder;
import io.promshard.query.engine.Operand.InstantVector;
import io.promshard.query.engine.Operand.Scalars;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.SeriesMerger;
import io.promshard.shard.labels.Labels;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** Functions between scalars and vectors: {@code scalar}, {@code vector}, {@code absent}, {@code pi}. */
final class ScalarFunctions {

    static final Map<String, VectorFunction> ALL = Map.of(
            "scalar", ScalarFunctions::scalar,
            "vector", ScalarFunctions::vector,
            "pi", ScalarFunctions::pi,
            "absent", arguments -> absent(arguments, arguments.series(0)),
            // Of scraped samples: what is absent is last_over_time() of them.
            "absent_over_time", arguments -> absent(arguments, arguments.series(0)));

    private ScalarFunctions() {}

    /** The one float of a step, NaN if there are none or several. */
    private static Scalars scalar(Arguments arguments) {
        double[] values = new double[arguments.grid().steps()];
        Arrays.fill(values, Double.NaN);
        BitSet seen = new BitSet();
        for (Series series : arguments.series(0)) {
            Column column = series.column();
            for (int i = column.nextFloat(0); i >= 0; i = column.nextFloat(i + 1)) {
                values[i] = seen.get(i) ? Double.NaN : column.value(i);
                seen.set(i);
            }
        }
        return new Scalars(values);
    }

    private static InstantVector vector(Arguments arguments) {
        Column column = Column.dense(arguments.numbers(0));
        return new InstantVector(List.of(new Series(Labels.EMPTY, column)));
    }

    private static Scalars pi(Arguments arguments) {
        double[] values = new double[arguments.grid().steps()];
        Arrays.fill(values, Math.PI);
        return new Scalars(values);
    }

    /** 1 at the steps without any sample. */
    static InstantVector absent(Arguments arguments, List<Series> present) {
        BitSet steps = new BitSet();
        present.forEach(series -> series.column().addStepsTo(steps));
        int all = arguments.grid().steps();
        ColumnBuilder column = new ColumnBuilder(all);
        for (int i = steps.nextClearBit(0); i < all; i = steps.nextClearBit(i + 1)) {
            column.set(i, 1);
        }
        SeriesMerger result = new SeriesMerger();
        result.add(AbsentLabels.of(arguments.expr(0)), column.build());
        return result.vector();
    }
}
