package io.promshard.query.engine;

import io.promshard.query.model.FloatHistogram;
import java.util.BitSet;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one series on a grid: at each step a float, a native histogram, or nothing. Immutable once built; NaN is a
 * value.
 */
public final class Column {

    private static final int HISTOGRAM_BYTES = 168;
    private static final int BUCKET_BYTES = 8;
    private static final int SAMPLE_BYTES = 16;

    private final double[] values;
    private final BitSet floats;
    private final SortedMap<Integer, FloatHistogram> histograms;

    Column(double[] values, BitSet floats, SortedMap<Integer, FloatHistogram> histograms) {
        this.values = values;
        this.floats = floats;
        this.histograms = histograms;
    }

    /** A float at every step; the array becomes the column's. */
    public static Column dense(double[] values) {
        BitSet all = new BitSet(values.length);
        all.set(0, values.length);
        return new Column(values, all, Collections.emptySortedMap());
    }

    public int steps() {
        return values.length;
    }

    /** The first step from there on with a float, -1 if there is none. */
    public int nextFloat(int from) {
        return floats.nextSetBit(from);
    }

    public boolean hasFloat(int step) {
        return floats.get(step);
    }

    public boolean has(int step) {
        return floats.get(step) || histograms.containsKey(step);
    }

    /** Something if there is no float at that step. */
    public double value(int step) {
        return values[step];
    }

    /** Null if there is none at that step. */
    public @Nullable FloatHistogram histogram(int step) {
        return histograms.isEmpty() ? null : histograms.get(step);
    }

    /** By step. */
    public SortedMap<Integer, FloatHistogram> histograms() {
        return Collections.unmodifiableSortedMap(histograms);
    }

    public boolean isEmpty() {
        return floats.isEmpty() && histograms.isEmpty();
    }

    /** Adds the steps with a sample. */
    public void addStepsTo(BitSet steps) {
        steps.or(floats);
        histograms.keySet().forEach(steps::set);
    }

    /** Whether another column has a sample where this one has. */
    public boolean overlaps(Column other) {
        BitSet mine = new BitSet(values.length);
        addStepsTo(mine);
        BitSet others = new BitSet(values.length);
        other.addStepsTo(others);
        return mine.intersects(others);
    }

    /** How many samples Prometheus counts for it: a histogram is several. */
    public long size() {
        long size = floats.cardinality();
        for (FloatHistogram histogram : histograms.values()) {
            size += size(histogram);
        }
        return size;
    }

    static long size(FloatHistogram histogram) {
        return (HISTOGRAM_BYTES + (long) BUCKET_BYTES * histogram.buckets().size()) / SAMPLE_BYTES;
    }

    /** The floats, changed; histograms are dropped. */
    public Column mapFloats(DoubleUnaryOperator f) {
        double[] mapped = new double[values.length];
        for (int i = nextFloat(0); i >= 0; i = nextFloat(i + 1)) {
            mapped[i] = f.applyAsDouble(values[i]);
        }
        return new Column(mapped, floats, Collections.emptySortedMap());
    }

    /** All samples, changed. */
    public Column map(DoubleUnaryOperator f, UnaryOperator<FloatHistogram> h) {
        SortedMap<Integer, FloatHistogram> mapped = new TreeMap<>();
        histograms.forEach((step, histogram) -> mapped.put(step, h.apply(histogram)));
        return new Column(mapFloats(f).values, floats, mapped);
    }

    /** The samples at some steps. */
    public Column at(BitSet steps) {
        BitSet left = (BitSet) floats.clone();
        left.and(steps);
        SortedMap<Integer, FloatHistogram> kept = new TreeMap<>(histograms);
        kept.keySet().removeIf(step -> !steps.get(step));
        return new Column(values, left, kept);
    }

    /** The first step's sample at so many steps. */
    public Column repeated(int steps) {
        ColumnBuilder repeated = new ColumnBuilder(steps);
        FloatHistogram histogram = histogram(0);
        for (int i = 0; i < steps; i++) {
            if (histogram != null) {
                repeated.set(i, histogram);
            } else if (hasFloat(0)) {
                repeated.set(i, values[0]);
            }
        }
        return repeated.build();
    }
}
