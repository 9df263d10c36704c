package io.promshard.query.engine.oracle;

import io.promshard.query.engine.RangeSeries;
import io.promshard.query.engine.RawRequest;
import io.promshard.query.engine.RawSource;
import io.promshard.query.engine.TimedSamples;
import io.promshard.query.engine.oracle.OracleSeries.CustomSample;
import io.promshard.query.engine.oracle.OracleSeries.ExponentialSample;
import io.promshard.query.engine.oracle.OracleSeries.FloatSample;
import io.promshard.query.engine.oracle.OracleSeries.Sample;
import io.promshard.query.engine.oracle.OracleSeries.StaleSample;
import io.promshard.query.model.CounterReset;
import io.promshard.query.model.NativeHistogram;
import io.promshard.query.model.NativeHistogram.Bucket;
import io.promshard.query.model.ScrapedHistogram;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** The samples of the data as a Prometheus would give them to who reads them all. */
record RawSamples(List<OracleSeries> all) implements RawSource {

    @Override
    public List<RangeSeries.Raw> read(RawRequest request) {
        return all.stream()
                .filter(series -> request.matchers().stream()
                        .allMatch(matcher -> matcher.matches(series.labels().get(matcher.name()))))
                .map(series -> new RangeSeries.Raw(series.labels(), samples(series, request)))
                .toList();
    }

    private static TimedSamples samples(OracleSeries series, RawRequest request) {
        List<Sample> within = series.samples().stream()
                .filter(sample -> sample.millis() > request.afterMillis() && sample.millis() <= request.untilMillis())
                .toList();
        List<FloatSample> floats = of(FloatSample.class, within);
        List<Sample> histograms = within.stream()
                .filter(sample -> sample instanceof ExponentialSample || sample instanceof CustomSample)
                .toList();
        return TimedSamples.scraped(
                floats.stream().mapToDouble(FloatSample::value).toArray(),
                floats.stream().mapToLong(FloatSample::millis).toArray(),
                histograms.stream().map(RawSamples::histogram).toList(),
                histograms.stream().mapToLong(Sample::millis).toArray(),
                of(StaleSample.class, within).stream()
                        .mapToLong(StaleSample::millis)
                        .toArray());
    }

    private static ScrapedHistogram histogram(Sample sample) {
        return ScrapedHistogram.of(
                switch (sample) {
                    case ExponentialSample histogram -> exponential(histogram);
                    case CustomSample histogram -> custom(histogram);
                    case FloatSample other -> throw new IllegalArgumentException("no histogram");
                    case StaleSample other -> throw new IllegalArgumentException("no histogram");
                });
    }

    private static NativeHistogram exponential(ExponentialSample sample) {
        double above = RemoteWrite.total(sample.positive());
        double below = RemoteWrite.total(sample.negative());
        return new NativeHistogram(
                CounterReset.UNKNOWN,
                sample.schema(),
                sample.zeroThreshold(),
                sample.zeroCount(),
                above + below + sample.zeroCount(),
                1.5 * above - 2 * below,
                buckets(sample.positive()),
                buckets(sample.negative()),
                List.of());
    }

    private static List<Bucket> buckets(SortedMap<Integer, Integer> counts) {
        return counts.entrySet().stream()
                .map(count -> new Bucket(count.getKey(), count.getValue()))
                .toList();
    }

    private static NativeHistogram custom(CustomSample sample) {
        List<Bucket> buckets = new ArrayList<>();
        sample.counts().forEach(count -> buckets.add(new Bucket(buckets.size(), count)));
        double count = sample.counts().stream().mapToDouble(x -> x).sum();
        return new NativeHistogram(
                CounterReset.UNKNOWN,
                NativeHistogram.CUSTOM_SCHEMA,
                0,
                0,
                count,
                sample.sum(),
                buckets,
                List.of(),
                sample.bounds());
    }

    private static <S extends Sample> List<S> of(Class<S> kind, List<Sample> samples) {
        return samples.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
