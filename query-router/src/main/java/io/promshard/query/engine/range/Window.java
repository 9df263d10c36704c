package io.promshard.query.engine.range;

import io.promshard.query.engine.RangeSeries;
import io.promshard.query.engine.SeriesLabels;
import io.promshard.query.engine.TimedSamples;
import io.promshard.query.model.FloatHistogram;
import io.promshard.query.model.ScrapedHistogram;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The samples of one series in the range that ends at one step. One object slides over all steps of a series. */
final class Window {

    private final TimedSamples samples;
    private final RangeSeries series;
    private final long rangeMillis;

    private int firstFloat;
    private int endFloat;
    private int firstHistogram;
    private int endHistogram;
    private long end;

    Window(RangeSeries series, long rangeMillis) {
        this.series = series;
        this.samples = series.samples();
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

    /** The histograms with all that is known of them; none if they were evaluated. */
    List<ScrapedHistogram> scraped() {
        List<ScrapedHistogram> all = samples.scrapedHistograms();
        return all.isEmpty() ? all : all.subList(firstHistogram, endHistogram);
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
