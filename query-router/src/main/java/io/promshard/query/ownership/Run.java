package io.promshard.query.ownership;

import io.promshard.query.engine.TimedSamples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The time in which one collector scraped a series without the series' end between.
 *
 * @param collector its place among the collectors that have the series
 * @param first when its first sample counts
 * @param last the time of its last sample
 * @param end when it was over: the staleness marker's time, or somewhat more than an interval after the last sample if there is none
 * @param marked whether a staleness marker ends it
 * @param rank the run with the highest counts of those that are on at a time
 */
record Run(int collector, long first, long last, long end, boolean marked, long rank) {

    /** A scrape may be late by so much of an interval before its collector is taken to be gone. */
    private static final double LATE = 1.5;

    /** Of samples of one collector, from the oldest on. */
    static List<Run> of(int collector, TimedSamples samples, long usualInterval) {
        long[] times = LongStream.concat(Arrays.stream(samples.floatTimes()), Arrays.stream(samples.histogramTimes()))
                .sorted()
                .toArray();
        List<Run> runs = new ArrayList<>();
        int from = 0;
        for (long end : samples.endTimes()) {
            int to = after(times, from, end);
            if (to > from) {
                runs.add(new Run(collector, times[from], times[to - 1], end, true, times[from]));
            }
            from = to;
        }
        if (from < times.length) {
            long last = times[times.length - 1];
            long interval = interval(times, from, usualInterval);
            runs.add(new Run(collector, times[from], last, last + (long) (LATE * interval) + 1, false, times[from]));
        }
        return runs;
    }

    private static int after(long[] times, int from, long time) {
        int at = from;
        while (at < times.length && times[at] < time) {
            at++;
        }
        return at;
    }

    /** The usual distance of samples from that one on. */
    static long interval(long[] times, int from, long otherwise) {
        if (times.length - from < 2) {
            return otherwise;
        }
        long[] distances = new long[times.length - from - 1];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = times[from + i + 1] - times[from + i];
        }
        Arrays.sort(distances);
        return distances[distances.length / 2];
    }

    boolean isOn(long time) {
        return first <= time && time < end;
    }

    /** Counting only from that time on. */
    Run countingFrom(long time) {
        return new Run(collector, Math.max(first, time), last, end, marked, Math.max(rank, time));
    }

    /** Counting only while no other is on. */
    Run asLast() {
        return new Run(collector, first, last, end, marked, Long.MIN_VALUE);
    }
}
