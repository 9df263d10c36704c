package io.promshard.query.engine.range;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.Grid;
import io.promshard.query.model.FloatHistogram;
import java.util.Arrays;
import java.util.List;

/** The samples of a column without gaps, each with its time. What it gives is not to be changed. */
final class RangeSamples {

    private final double[] floats;
    private final long[] floatTimes;
    private final List<FloatHistogram> histograms;
    private final long[] histogramTimes;

    RangeSamples(Column column, Grid grid) {
        double[] values = new double[column.steps()];
        long[] times = new long[column.steps()];
        int count = 0;
        for (int i = column.nextFloat(0); i >= 0; i = column.nextFloat(i + 1)) {
            values[count] = column.value(i);
            times[count++] = grid.at(i);
        }
        floats = Arrays.copyOf(values, count);
        floatTimes = Arrays.copyOf(times, count);
        histograms = List.copyOf(column.histograms().values());
        histogramTimes =
                column.histograms().keySet().stream().mapToLong(grid::at).toArray();
    }

    double[] floats() {
        return floats;
    }

    /** In milliseconds. */
    long[] floatTimes() {
        return floatTimes;
    }

    List<FloatHistogram> histograms() {
        return histograms;
    }

    /** In milliseconds. */
    long[] histogramTimes() {
        return histogramTimes;
    }
}
