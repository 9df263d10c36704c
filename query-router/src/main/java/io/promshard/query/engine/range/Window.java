package io.promshard.query.engine.range;

import io.promshard.query.engine.Series;
import io.promshard.query.engine.SeriesLabels;
import io.promshard.query.model.FloatHistogram;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The samples of one series in the range that ends at one step. One object slides over all steps of a series.
 *
 * @see RangeSamples
 */
final class Window {

    private final RangeSamples samples;
    private final Series series;
    private final long rangeMillis;

    private int firstFloat;
    private int endFloat;
    private int firstHistogram;
    private int endHistogram;
    private long end;

    Window(Series series, RangeSamples samples, long rangeMillis) {
        this.series = series;
        this.samples = samples;
        this.rangeMillis = rangeMillis;
    }

    /** Moves to the range that ends then, which is never before that of the last call. */
    void slideTo(long newEnd) {
        end = newEnd;
        endFloat = after(samples.floatTimes(), endFloat, end);
        firstFloat = after(samples.floatTimes(), firstFloat, start());
        endHistogram = after(samples.histogramTimes(), endHistogram, end);
        firstHistogram = after(samples.histogramTimes(), firstHistogram, start());
    }

    private static int after(long[] times, int from, long time) {
        int at = from;
        while (at < times.length && times[at] <= time) {
            at++;
        }
        return at;
    }

    /** Excluded. */
    long start() {
        return end - rangeMillis;
    }

    /** Included. */
    long end() {
        return end;
    }

    double seconds() {
        return rangeMillis / 1000.0;
    }

    boolean isEmpty() {
        return floats() == 0 && histograms() == 0;
    }

    /** How many floats there are. */
    int floats() {
        return endFloat - firstFloat;
    }

    double value(int index) {
        return samples.floats()[firstFloat + index];
    }

    /** When that float was, in milliseconds. */
    long time(int index) {
        return samples.floatTimes()[firstFloat + index];
    }

    /** How many native histograms there are. */
    int histograms() {
        return endHistogram - firstHistogram;
    }

    FloatHistogram histogram(int index) {
        return samples.histograms().get(firstHistogram + index);
    }

    /** When that histogram was, in milliseconds. */
    long histogramTime(int index) {
        return samples.histogramTimes()[firstHistogram + index];
    }

    List<FloatHistogram> allHistograms() {
        return Collections.unmodifiableList(samples.histograms().subList(firstHistogram, endHistogram));
    }

    /** The floats, copied. */
    double[] allFloats() {
        return Arrays.copyOfRange(samples.floats(), firstFloat, endFloat);
    }

    /** The series' name, for annotations. */
    String metric() {
        return SeriesLabels.name(series.labels());
    }
}
