package io.promshard.query.remote;

import io.promshard.query.model.NativeHistogram;
import io.promshard.shard.labels.Labels;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A series and its samples as they were scraped, by growing time. A sample is a float, which keeps its bits, or a native histogram.
 * Immutable, though its arrays are not copied.
 */
public final class RawSeries {

    private final Labels labels;
    private final long[] times;
    private final double[] values;
    /** Null at the place of each float; null if all are. */
    private final @Nullable NativeHistogram @Nullable [] histograms;

    RawSeries(Labels labels, long[] times, double[] values, @Nullable NativeHistogram @Nullable [] histograms) {
        this.labels = labels;
        this.times = times;
        this.values = values;
        this.histograms = histograms;
    }

    public Labels labels() {
        return labels;
    }

    /** How many samples there are. */
    public int size() {
        return times.length;
    }

    /** In milliseconds since 1970. */
    public long time(int sample) {
        return times[sample];
    }

    /** The place of the first sample at that time or later; {@link #size} if there is none. */
    public int firstAt(long millis) {
        int found = Arrays.binarySearch(times, millis);
        return found < 0 ? -found - 1 : found;
    }

    /** The value of a float, with the bits that it was stored with; of a histogram, its sum. */
    public double value(int sample) {
        return values[sample];
    }

    /** The histogram, empty for a float. */
    public Optional<NativeHistogram> histogram(int sample) {
        return histograms == null ? Optional.empty() : Optional.ofNullable(histograms[sample]);
    }

    /** Whether the sample only marks that the series ends there. */
    public boolean isStale(int sample) {
        return NativeHistogram.isStale(values[sample]);
    }

    /** These samples and those of the same series that are all later. */
    public RawSeries then(RawSeries later) {
        int length = times.length + later.times.length;
        long[] allTimes = Arrays.copyOf(times, length);
        double[] allValues = Arrays.copyOf(values, length);
        System.arraycopy(later.times, 0, allTimes, times.length, later.times.length);
        System.arraycopy(later.values, 0, allValues, times.length, later.times.length);
        if (histograms == null && later.histograms == null) {
            return new RawSeries(labels, allTimes, allValues, null);
        }
        @Nullable NativeHistogram[] all = new NativeHistogram[length];
        copy(histograms, all, 0);
        copy(later.histograms, all, times.length);
        return new RawSeries(labels, allTimes, allValues, all);
    }

    private static void copy(@Nullable NativeHistogram @Nullable [] from, @Nullable NativeHistogram[] to, int at) {
        if (from != null) {
            System.arraycopy(from, 0, to, at, from.length);
        }
    }

    /** The same samples under other labels. */
    public RawSeries withLabels(Labels others) {
        return new RawSeries(others, times, values, histograms);
    }
}
