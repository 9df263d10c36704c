package io.promshard.query.engine;

import io.promshard.query.model.FloatHistogram;
import io.promshard.query.model.ScrapedHistogram;
import java.util.Arrays;
import java.util.List;

/**
 * Samples of one series, each with its time, floats and histograms apart, both from the oldest on. What it gives is not to be
 * changed.
 */
public final class TimedSamples {

    private static final long[] NEVER = {};

    private final double[] floats;
    private final long[] floatTimes;
    private final List<FloatHistogram> histograms;
    private final List<ScrapedHistogram> scraped;
    private final long[] histogramTimes;
    private final long[] endTimes;

    private TimedSamples(
            double[] floats,
            long[] floatTimes,
            List<FloatHistogram> histograms,
            List<ScrapedHistogram> scraped,
            long[] histogramTimes,
            long[] endTimes) {
        this.floats = floats;
        this.floatTimes = floatTimes;
        this.histograms = histograms;
        this.scraped = scraped;
        this.histogramTimes = histogramTimes;
        this.endTimes = endTimes;
    }

    /**
     * Samples as they were scraped; the arrays become its own.
     *
     * @param endTimes of staleness markers, at which the series had ended
     */
    public static TimedSamples scraped(
            double[] floats,
            long[] floatTimes,
            List<ScrapedHistogram> histograms,
            long[] histogramTimes,
            long[] endTimes) {
        List<FloatHistogram> values =
                histograms.stream().map(ScrapedHistogram::histogram).toList();
        return new TimedSamples(floats, floatTimes, values, List.copyOf(histograms), histogramTimes, endTimes);
    }

    /** The samples of a column, without its gaps. */
    public static TimedSamples of(Column column, Grid grid) {
        double[] values = new double[column.steps()];
        long[] times = new long[column.steps()];
        int count = 0;
        for (int i = column.nextFloat(0); i >= 0; i = column.nextFloat(i + 1)) {
            values[count] = column.value(i);
            times[count++] = grid.at(i);
        }
        return new TimedSamples(
                Arrays.copyOf(values, count),
                Arrays.copyOf(times, count),
                List.copyOf(column.histograms().values()),
                List.of(),
                column.histograms().keySet().stream().mapToLong(grid::at).toArray(),
                NEVER);
    }

    /** Nothing but that the series ended then. */
    public static TimedSamples endAt(long millis) {
        return new TimedSamples(new double[0], NEVER, List.of(), List.of(), NEVER, new long[] {millis});
    }

    /** One after the other, each of times after those of the one before. */
    public static TimedSamples joined(List<TimedSamples> parts) {
        return new TimedSamples(
                parts.stream()
                        .flatMapToDouble(part -> Arrays.stream(part.floats))
                        .toArray(),
                parts.stream()
                        .flatMapToLong(part -> Arrays.stream(part.floatTimes))
                        .toArray(),
                parts.stream().flatMap(part -> part.histograms.stream()).toList(),
                parts.stream().flatMap(part -> part.scraped.stream()).toList(),
                parts.stream()
                        .flatMapToLong(part -> Arrays.stream(part.histogramTimes))
                        .toArray(),
                parts.stream()
                        .flatMapToLong(part -> Arrays.stream(part.endTimes))
                        .toArray());
    }

    /**
     * The samples of a time, without what was evaluated or ended then.
     *
     * @param from included
     * @param to excluded
     */
    public TimedSamples between(long from, long to) {
        int first = firstAt(floatTimes, from);
        int end = firstAt(floatTimes, to);
        int firstHistogram = firstAt(histogramTimes, from);
        int endHistogram = firstAt(histogramTimes, to);
        return scraped(
                Arrays.copyOfRange(floats, first, end),
                Arrays.copyOfRange(floatTimes, first, end),
                scraped.subList(firstHistogram, endHistogram),
                Arrays.copyOfRange(histogramTimes, firstHistogram, endHistogram),
                NEVER);
    }

    private static int firstAt(long[] times, long time) {
        int found = Arrays.binarySearch(times, time);
        return found < 0 ? -found - 1 : found;
    }

    public double[] floats() {
        return floats;
    }

    /** In milliseconds. */
    public long[] floatTimes() {
        return floatTimes;
    }

    public List<FloatHistogram> histograms() {
        return histograms;
    }

    /** The same histograms with all that is known of them; none if they were evaluated. */
    public List<ScrapedHistogram> scrapedHistograms() {
        return scraped;
    }

    /** In milliseconds. */
    public long[] histogramTimes() {
        return histogramTimes;
    }

    /** When the series ended, in milliseconds; it may have gone on later. */
    public long[] endTimes() {
        return endTimes;
    }

    public boolean isEmpty() {
        return floats.length == 0 && histograms.isEmpty();
    }

    /** How many samples Prometheus counts for it: a histogram is several. */
    public long size() {
        return floats.length + histograms.stream().mapToLong(Column::size).sum();
    }
}
