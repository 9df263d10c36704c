package io.promshard.query.engine.histogram;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.Series;
import io.promshard.query.model.FloatHistogram;
import io.promshard.query.model.HistogramBucket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts back what the API does not print of native histograms: how wide an empty zero bucket is, which matters once another
 * histogram is added. It is as wide as at other steps of the series, or as in other series.
 */
public final class PrintedHistograms {

    private PrintedHistograms() {}

    /** The series of a leaf; what cannot be told is NaN wide. */
    public static List<Series> completed(List<Series> leaf) {
        if (leaf.stream().allMatch(series -> series.column().histograms().isEmpty())) {
            return leaf;
        }
        Set<Double> widths = new HashSet<>();
        leaf.forEach(series -> widths.addAll(widths(series.column())));
        return leaf.stream()
                .map(series -> new Series(series.labels(), completed(series.column(), widths)))
                .toList();
    }

    private static Set<Double> widths(Column column) {
        Set<Double> widths = new HashSet<>();
        for (FloatHistogram histogram : column.histograms().values()) {
            histogram.buckets().stream().filter(Layout::isZero).forEach(zero -> widths.add(zero.upper()));
        }
        return widths;
    }

    private static Column completed(Column column, Set<Double> ofLeaf) {
        Set<Double> own = widths(column);
        return column.map(value -> value, histogram -> {
            boolean prints = histogram.buckets().stream().anyMatch(Layout::isZero);
            return prints ? histogram : completed(histogram, own.isEmpty() ? seen(histogram, ofLeaf) : own);
        });
    }

    /** What one width of other series tells of one whose buckets may be custom is left open: they may have no zero bucket. */
    private static Set<Double> seen(FloatHistogram histogram, Set<Double> ofLeaf) {
        return switch (Layout.of(histogram)) {
            case Layout.Exponential exponential -> exponential.certain() || ofLeaf.size() > 1 ? ofLeaf : Set.of();
            case Layout.Unknown unknown -> Set.of();
            case Layout.Custom custom -> Set.of();
        };
    }

    private static FloatHistogram completed(FloatHistogram histogram, Set<Double> widths) {
        if (widths.isEmpty() || Layout.of(histogram) instanceof Layout.Custom) {
            return histogram;
        }
        double width = widths.size() > 1 ? Double.NaN : widths.iterator().next();
        List<HistogramBucket> buckets = new ArrayList<>(histogram.buckets());
        int below = (int) buckets.stream().filter(Layout::isNegative).count();
        buckets.add(below, new HistogramBucket(3, -width, width, 0));
        return new FloatHistogram(histogram.count(), histogram.sum(), buckets, histogram.schema());
    }
}
