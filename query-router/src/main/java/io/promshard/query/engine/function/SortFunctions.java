package io.promshard.query.engine.function;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.Operand;
import io.promshard.query.engine.Operand.InstantVector;
import io.promshard.query.engine.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The order of an instant query's series; a range query's are sorted by their labels in any case. */
final class SortFunctions {

    static final Map<String, VectorFunction> ALL = Map.of(
            "sort", arguments -> byValue(arguments, Comparator.naturalOrder()),
            "sort_desc", arguments -> byValue(arguments, Comparator.reverseOrder()),
            "sort_by_label", arguments -> byLabels(arguments, false),
            "sort_by_label_desc", arguments -> byLabels(arguments, true));

    private SortFunctions() {}

    /** Floats alone, NaN last. */
    private static Operand byValue(Arguments arguments, Comparator<Double> order) {
        List<Series> floats = new ArrayList<>();
        for (Series series : arguments.series(0)) {
            Column column = series.column().mapFloats(x -> x);
            if (!column.isEmpty()) {
                floats.add(new Series(series.labels(), column));
            }
        }
        if (arguments.grid().steps() == 1) {
            floats.sort(Comparator.comparing((Series series) -> Double.isNaN(value(series)))
                    .thenComparing(SortFunctions::value, order));
        }
        return new InstantVector(floats);
    }

    /** Zero has one sign here. */
    private static double value(Series series) {
        return series.column().value(0) + 0.0;
    }

    private static Operand byLabels(Arguments arguments, boolean descending) {
        Comparator<Series> order = Comparator.comparing(series -> "");
        for (String label :
                IntStream.range(1, arguments.count()).mapToObj(arguments::text).toList()) {
            order = order.thenComparing(series -> series.labels().get(label), new NaturalOrder());
        }
        order = order.thenComparing(Series::labels);
        List<Series> sorted = new ArrayList<>(arguments.series(0));
        sorted.sort(descending ? order.reversed() : order);
        return new InstantVector(sorted);
    }
}
