package io.promshard.query.engine;

import io.promshard.query.model.FloatHistogram;
import java.util.BitSet;
import java.util.TreeMap;

/** Fills a {@link Column} step by step, in any order. Used by one thread, and no longer after {@link #build}. */
public final class ColumnBuilder {

    private final double[] values;
    private final BitSet floats;
    private final TreeMap<Integer, FloatHistogram> histograms = new TreeMap<>();

    public ColumnBuilder(int steps) {
        this.values = new double[steps];
        this.floats = new BitSet(steps);
    }

    public void set(int step, double value) {
        values[step] = value;
        floats.set(step);
    }

    public void set(int step, FloatHistogram histogram) {
        histograms.put(step, histogram);
    }

    /** Whether there is a sample at a step already. */
    public boolean has(int step) {
        return floats.get(step) || histograms.containsKey(step);
    }

    /** Copies whatever another column has at a step. */
    public void copy(int step, Column from) {
        FloatHistogram histogram = from.histogram(step);
        if (histogram != null) {
            set(step, histogram);
        } else if (from.hasFloat(step)) {
            set(step, from.value(step));
        }
    }

    public Column build() {
        return new Column(values, floats, histograms);
    }
}
