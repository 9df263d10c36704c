package io.promshard.query.remote;

import io.promshard.query.model.NativeHistogram;
import io.promshard.shard.labels.Labels;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Gathers the samples of one series between two times. Used by one thread. */
final class RawSamples {

    private final long startMillis;
    private final long endMillis;
    private long[] times = new long[16];
    private double[] values = new double[16];
    /** Null before the first. */
    private @Nullable NativeHistogram @Nullable [] histograms;

    private int size;
    private boolean sorted = true;

    /**
     * Begins without samples.
     *
     * @param startMillis samples before are left out
     * @param endMillis samples after are left out
     */
    RawSamples(long startMillis, long endMillis) {
        this.startMillis = startMillis;
        this.endMillis = endMillis;
    }

    void add(long time, double value) {
        if (time >= startMillis && time <= endMillis) {
            room();
            sorted &= size == 0 || time > times[size - 1];
            times[size] = time;
            values[size++] = value;
        }
    }

    void add(long time, NativeHistogram histogram) {
        int before = size;
        add(time, histogram.sum());
        if (size > before) {
            histograms = histograms == null ? new NativeHistogram[times.length] : histograms;
            histograms[before] = histogram;
        }
    }

    int size() {
        return size;
    }

    /** Chunks may overlap where samples came late. Of two samples of one time the one that came first counts. */
    RawSeries build(Labels labels) {
        int[] order = sorted ? null : order();
        return order == null
                ? new RawSeries(
                        labels,
                        Arrays.copyOf(times, size),
                        Arrays.copyOf(values, size),
                        histograms == null ? null : Arrays.copyOf(histograms, size))
                : new RawSeries(
                        labels,
                        Arrays.stream(order).mapToLong(i -> times[i]).toArray(),
                        Arrays.stream(order).mapToDouble(i -> values[i]).toArray(),
                        histograms == null ? null : in(order, histograms));
    }

    private static @Nullable NativeHistogram[] in(int[] order, @Nullable NativeHistogram[] all) {
        @Nullable NativeHistogram[] sorted = new NativeHistogram[order.length];
        for (int i = 0; i < order.length; i++) {
            sorted[i] = all[order[i]];
        }
        return sorted;
    }

    private int[] order() {
        int[] all = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingLong(i -> times[i]))
                .mapToInt(i -> i)
                .toArray();
        return IntStream.range(0, size)
                .filter(i -> i == 0 || times[all[i]] != times[all[i - 1]])
                .map(i -> all[i])
                .toArray();
    }

    private void room() {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
            histograms = histograms == null ? null : Arrays.copyOf(histograms, 2 * size);
        }
    }
}
