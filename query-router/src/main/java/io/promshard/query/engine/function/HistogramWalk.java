package io.promshard.query.engine.function;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.ColumnBuilder;
import io.promshard.query.engine.Notices;
import io.promshard.query.engine.Operand;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.SeriesLabels;
import io.promshard.query.engine.SeriesMerger;
import io.promshard.query.model.FloatHistogram;
import io.promshard.shard.labels.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the histograms in a vector: native ones, and series that are the buckets of classic ones. Where there are both of the
 * same labels at a step, neither counts.
 */
final class HistogramWalk {

    private static final String BOUND = "le";

    private final Arguments arguments;
    private final int vector;
    private final Map<Labels, List<BoundSeries>> classic = new LinkedHashMap<>();
    private final List<Series> natives = new ArrayList<>();
    private final SeriesMerger results = new SeriesMerger();

    /** @param vector the index of the argument that has the histograms */
    HistogramWalk(Arguments arguments, int vector) {
        this.arguments = arguments;
        this.vector = vector;
        arguments.series(vector).forEach(this::sort);
    }

    /** What is computed of a histogram at a step. */
    interface Function {

        double ofNative(int step, FloatHistogram histogram, Labels labels);

        double ofClassic(int step, ClassicBuckets buckets, Labels labels);
    }

    private record BoundSeries(double bound, Column column) {}

    /** The function of each histogram. */
    Operand of(Function function) {
        natives.forEach(series -> ofNative(series, function));
        classic.forEach((labels, buckets) -> ofClassic(labels, buckets, function));
        return results.vector();
    }

    private void sort(Series series) {
        Column column = series.column();
        if (!column.histograms().isEmpty()) {
            natives.add(series);
        }
        if (column.nextFloat(0) < 0) {
            return;
        }
        String le = series.labels().get(BOUND);
        Optional<Double> bound = GoFloat.parse(le);
        if (bound.isEmpty()) {
            String metric = SeriesLabels.name(series.labels());
            arguments.notes().add(Notices.badBucketLabel(metric, le, arguments.position(vector)));
            return;
        }
        Labels labels = series.labels().without(List.of(BOUND));
        classic.computeIfAbsent(labels, key -> new ArrayList<>()).add(new BoundSeries(bound.get(), column));
    }

    private void ofNative(Series series, Function function) {
        ColumnBuilder out = new ColumnBuilder(series.column().steps());
        List<BoundSeries> buckets = classic.getOrDefault(series.labels(), List.of());
        series.column().histograms().forEach((step, histogram) -> {
            if (buckets.stream().anyMatch(bucket -> bucket.column().hasFloat(step))) {
                String metric = SeriesLabels.name(series.labels());
                arguments.notes().add(Notices.mixedClassicNative(metric, arguments.position(vector)));
            } else {
                out.set(step, function.ofNative(step, histogram, series.labels()));
            }
        });
        results.add(SeriesLabels.dropName(series.labels()), out.build());
    }

    private void ofClassic(Labels labels, List<BoundSeries> series, Function function) {
        ColumnBuilder out = new ColumnBuilder(arguments.grid().steps());
        List<Column> conflicts = natives.stream()
                .filter(one -> one.labels().equals(labels))
                .map(Series::column)
                .toList();
        for (int i = 0; i < arguments.grid().steps(); i++) {
            int step = i;
            List<ClassicBuckets.Bucket> buckets = series.stream()
                    .filter(bucket -> bucket.column().hasFloat(step))
                    .map(bucket -> new ClassicBuckets.Bucket(
                            bucket.bound(), bucket.column().value(step)))
                    .toList();
            boolean conflict = conflicts.stream().anyMatch(column -> column.histogram(step) != null);
            if (!buckets.isEmpty() && !conflict) {
                out.set(i, function.ofClassic(i, ClassicBuckets.of(buckets), labels));
            }
        }
        results.add(SeriesLabels.dropName(labels), out.build());
    }
}
