package io.promshard.query.remote;

import io.promshard.query.model.NativeHistogram;
import io.promshard.query.wire.MalformedAnswer;
import io.promshard.query.wire.Slice;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the samples of a series that came as samples, not as chunks. Floats and histograms come apart, and become one row by time;
 * of a float and a histogram of one time the float counts, as in Prometheus. Used by one thread.
 */
public final class RawSeriesDecoder {

    private static final int SAMPLE = 2;
    private static final int HISTOGRAM = 4;

    private final EncodedSeries series;
    private final long[] times;
    private final double[] values;
    private int floats;
    /** Their times and themselves, in order; null before the first. */
    private long @Nullable [] histogramTimes;

    private NativeHistogram @Nullable [] histograms;
    private int histogramCount;

    private RawSeriesDecoder(EncodedSeries series) {
        this.series = series;
        this.times = new long[Math.toIntExact(series.samples())];
        this.values = new double[times.length];
    }

    /** The series with its samples; it is of a {@link SamplesDecoder}. */
    public static RawSeries decode(EncodedSeries series) throws MalformedAnswer {
        RawSeriesDecoder decoder = new RawSeriesDecoder(series);
        for (Slice fields : series.fields()) {
            decoder.read(ProtobufReader.of(fields));
        }
        return decoder.merged();
    }

    private void read(ProtobufReader in) throws MalformedAnswer {
        while (in.next()) {
            switch (in.field()) {
                case SAMPLE -> sample(in.message());
                case HISTOGRAM -> histogram(HistogramDecoder.decode(in.message()));
                default -> in.skip();
            }
        }
    }

    private void sample(ProtobufReader in) throws MalformedAnswer {
        double value = 0;
        long time = 0;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> value = in.float64();
                case 2 -> time = in.number();
                default -> in.skip();
            }
        }
        requireLater(time, times, floats);
        times[floats] = time;
        values[floats++] = value;
    }

    private void histogram(HistogramDecoder.Timed timed) throws MalformedAnswer {
        if (histogramTimes == null || histograms == null) {
            histogramTimes = new long[times.length];
            histograms = new NativeHistogram[times.length];
        }
        requireLater(timed.millis(), histogramTimes, histogramCount);
        histogramTimes[histogramCount] = timed.millis();
        histograms[histogramCount++] = timed.histogram();
    }

    private static void requireLater(long time, long[] times, int count) throws MalformedAnswer {
        if (count > 0 && time <= times[count - 1]) {
            throw new MalformedAnswer("the samples of a series are not in order");
        }
    }

    private RawSeries merged() {
        return histogramTimes == null || histograms == null
                ? new RawSeries(series.labels(), times, values, null)
                : merged(histogramTimes, histograms);
    }

    private RawSeries merged(long[] otherTimes, NativeHistogram[] others) {
        long[] allTimes = new long[times.length];
        double[] allValues = new double[times.length];
        NativeHistogram[] all = new NativeHistogram[times.length];
        int length = 0;
        int next = 0;
        int other = 0;
        while (next < floats || other < histogramCount) {
            if (other == histogramCount || (next < floats && times[next] <= otherTimes[other])) {
                other += other < histogramCount && times[next] == otherTimes[other] ? 1 : 0;
                allTimes[length] = times[next];
                allValues[length++] = values[next++];
            } else {
                allTimes[length] = otherTimes[other];
                allValues[length] = others[other].sum();
                all[length++] = others[other++];
            }
        }
        return new RawSeries(
                series.labels(),
                Arrays.copyOf(allTimes, length),
                Arrays.copyOf(allValues, length),
                Arrays.copyOf(all, length));
    }
}
