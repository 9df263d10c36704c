package io.promshard.query.engine.eval;

import io.promshard.query.engine.ColumnBuilder;
import io.promshard.query.engine.TimedSamples;

/** The newest sample of a series at a time that only moves on. */
final class NewestSample {

    private static final long NEVER = Long.MIN_VALUE;

    private final TimedSamples samples;
    private int floats;
    private int histograms;
    private int ends;
    private long now;

    NewestSample(TimedSamples samples) {
        this.samples = samples;
    }

    /** Never back. */
    void moveTo(long time) {
        now = time;
        floats = after(samples.floatTimes(), floats);
        histograms = after(samples.histogramTimes(), histograms);
        ends = after(samples.endTimes(), ends);
    }

    private int after(long[] times, int from) {
        int at = from;
        while (at < times.length && times[at] <= now) {
            at++;
        }
        return at;
    }

    /** Whether it is younger than that, and the series has not ended since. */
    boolean isThere(long lookback) {
        long time = time();
        return time > now - lookback && time > last(samples.endTimes(), ends);
    }

    /** In milliseconds. */
    long time() {
        return Math.max(last(samples.floatTimes(), floats), last(samples.histogramTimes(), histograms));
    }

    void copyTo(ColumnBuilder column, int step) {
        if (last(samples.histogramTimes(), histograms) > last(samples.floatTimes(), floats)) {
            column.set(step, samples.histograms().get(histograms - 1));
        } else {
            column.set(step, samples.floats()[floats - 1]);
        }
    }

    private static long last(long[] times, int count) {
        return count == 0 ? NEVER : times[count - 1];
    }
}
