package io.promshard.query.exec;

import io.promshard.query.engine.RangeSeries;
import io.promshard.query.engine.TimedSamples;
import io.promshard.query.model.NativeHistogram;
import io.promshard.query.model.ScrapedHistogram;
import io.promshard.query.remote.RawSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The samples of a series that was read, sorted into floats, histograms and ends. Used by one thread. */
final class RawSamples {

    private final double[] floats;
    private final long[] floatTimes;
    private final List<ScrapedHistogram> histograms = new ArrayList<>();
    private final long[] histogramTimes;
    private final long[] endTimes;
    private int floatCount;
    private int endCount;

    private RawSamples(int size) {
        floats = new double[size];
        floatTimes = new long[size];
        histogramTimes = new long[size];
        endTimes = new long[size];
    }

    static RangeSeries.Raw of(RawSeries series) {
        RawSamples samples = new RawSamples(series.size());
        for (int i = 0; i < series.size(); i++) {
            samples.add(series, i);
        }
        return new RangeSeries.Raw(series.labels(), samples.sorted());
    }

    private void add(RawSeries series, int sample) {
        long time = series.time(sample);
        Optional<NativeHistogram> histogram = series.histogram(sample);
        if (series.isStale(sample)) {
            endTimes[endCount++] = time;
        } else if (histogram.isPresent()) {
            histogramTimes[histograms.size()] = time;
            histograms.add(ScrapedHistogram.of(histogram.get()));
        } else {
            floatTimes[floatCount] = time;
            floats[floatCount++] = series.value(sample);
        }
    }

    private TimedSamples sorted() {
        return TimedSamples.scraped(
                Arrays.copyOf(floats, floatCount),
                Arrays.copyOf(floatTimes, floatCount),
                histograms,
                Arrays.copyOf(histogramTimes, histograms.size()),
                Arrays.copyOf(endTimes, endCount));
    }
}
