package io.promshard.query.engine.function;

import io.promshard.query.engine.ColumnBuilder;
import io.promshard.query.engine.Operand;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.SeriesMerger;
import io.promshard.query.engine.histogram.NativeVariance;
import io.promshard.query.model.FloatHistogram;
import io.promshard.query.model.LabelMatcher;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Functions of single native histograms; floats are dropped. */
final class NativeHistogramFunctions {

    static final Map<String, VectorFunction> ALL = Map.of(
            "histogram_count", of(FloatHistogram::count),
            "histogram_sum", of(FloatHistogram::sum),
            "histogram_avg", of(histogram -> histogram.sum() / histogram.count()),
            "histogram_stdvar", of(NativeVariance::of),
            "histogram_stddev", of(histogram -> Math.sqrt(NativeVariance.of(histogram))));

    private NativeHistogramFunctions() {}

    private static VectorFunction of(ToDoubleFunction<FloatHistogram> f) {
        return arguments -> mapped(arguments.series(0), f);
    }

    private static Operand mapped(List<Series> vector, ToDoubleFunction<FloatHistogram> f) {
        SeriesMerger results = new SeriesMerger();
        for (Series series : vector) {
            ColumnBuilder column = new ColumnBuilder(series.column().steps());
            series.column().histograms().forEach((step, histogram) -> column.set(step, f.applyAsDouble(histogram)));
            results.add(series.labels().without(List.of(LabelMatcher.METRIC_NAME)), column.build());
        }
        return results.vector();
    }
}
