package io.promshard.query.random;

import io.promshard.query.engine.oracle.OracleSeries;
import io.promshard.query.engine.oracle.OracleSeries.FloatSample;
import io.promshard.query.engine.oracle.OracleSeries.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Forty minutes of series of one shard, without the feature label: gaps, ends, odd numbers, resets, and histograms of all kinds.
 * What can be added is in multiples of 1/64, so that the order of adding matters seldom. The same for the same shard.
 */
final class AwkwardData {

    /** 1 January 2025. */
    static final long START = 1_735_689_600_000L;

    static final long END = START + 2_400_000;

    private final String shard;
    private final Dice dice;
    private final List<OracleSeries> all = new ArrayList<>();

    private AwkwardData(String shard) {
        this.shard = shard;
        this.dice = new Dice(shard.hashCode(), 0);
    }

    static List<OracleSeries> of(String shard) {
        AwkwardData data = new AwkwardData(shard);
        data.gauges();
        data.oddities();
        data.counters();
        data.histograms();
        return data.all;
    }

    /** The few series of a shard that lack the label also where it is stored. */
    static List<OracleSeries> unlabelled() {
        AwkwardData data = new AwkwardData("none");
        data.add(data.gauge(0.9), "temp", "job", "api", "zone", "x");
        data.add(data.gauge(0.9), "temp", "job", "none", "zone", "y");
        data.add(data.counter(0.02), "requests_total", "job", "api", "instance", "i0", "code", "200");
        return data.all;
    }

    private void gauges() {
        for (String job : List.of("api", "db")) {
            for (String zone : List.of("x", "y", "z")) {
                add(gauge(0.8), "temp", "job", job, "zone", zone);
                add(Shape.every(t -> new FloatSample(t, (double) (t / 60_000 % 7))), "same", "job", job, "zone", zone);
            }
            add(gauge(0.07), "sparse", "job", job, "zone", "x");
            add(gauge(0.95).from(START + 1_300_000), "late", "job", job);
            add(gauge(0.9), "déjà.vu", "job", job, "straße", job.equals("api") ? "Größe" : "a b");
            for (String instance : List.of("i0", "i1")) {
                String version = "1." + (2 + (shard.hashCode() + instance.hashCode()) % 2);
                Shape one = Shape.every(t -> new FloatSample(t, 1));
                add(one, "target_info", "job", job, "instance", instance, "version", version);
            }
        }
        add(gauge(0.9), "only_" + shard, "zone", "x");
        add(gauge(0.9), "only_" + shard, "zone", "y");
    }

    private void oddities() {
        List<Double> odd =
                List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, -0.0, 3.0, -1e-300);
        List<Double> huge =
                List.of(1.7e308, -1.7e308, 1e300, Double.MIN_VALUE, -Double.MIN_VALUE, 1e-300, 9007199254740994.0, 0.0);
        for (String k : List.of("1", "2", "3")) {
            add(Shape.every(t -> new FloatSample(t, dice.pick(odd))).thinned(dice, 0.9), "odd", "k", k);
            add(Shape.every(t -> new FloatSample(t, dice.pick(huge))).thinned(dice, 0.9), "huge", "k", k);
        }
    }

    private void counters() {
        for (String job : List.of("api", "db")) {
            for (String instance : List.of("i0", "i1")) {
                for (String code : List.of("200", "404", "500")) {
                    add(counter(0.02), "requests_total", "job", job, "instance", instance, "code", code);
                }
                add(counter(0.2).thinned(dice, 0.6), "errors_total", "job", job, "instance", instance);
            }
            classic(job);
        }
    }

    private void classic(String job) {
        List<String> bounds = List.of("0.1", "1", "10", "+Inf");
        double[] counts = new double[bounds.size()];
        List<List<Sample>> samples =
                bounds.stream().<List<Sample>>map(bound -> new ArrayList<>()).toList();
        for (long t : Shape.times()) {
            boolean reset = dice.chance(1);
            double sum = 0;
            for (int i = 0; i < counts.length; i++) {
                counts[i] = reset ? 0 : counts[i] + dice.below(4);
                sum += counts[i];
                samples.get(i).add(new FloatSample(t, sum));
            }
        }
        for (int i = 0; i < counts.length; i++) {
            List<Sample> ofBound = samples.get(i);
            add(new Shape(ofBound), "latency_bucket", "job", job, "le", bounds.get(i));
        }
        add(new Shape(samples.getLast()), "latency_count", "job", job);
        add(counter(0.01), "latency_sum", "job", job);
    }

    private void histograms() {
        for (String job : List.of("api", "db")) {
            for (String instance : List.of("i0", "i1")) {
                int schema = dice.pick(0, 1, 3);
                add(
                        new NativeSamples(dice, schema, 0.001, false).shape(),
                        "duration",
                        "job",
                        job,
                        "instance",
                        instance);
            }
            double threshold = dice.pick(0.001, 0.001, 0.6);
            add(new NativeSamples(dice, dice.pick(-1, 0, 2), threshold, true).shape(), "signed", "job", job);
            add(NativeSamples.custom(dice), "size", "job", job);
            add(mixed(), "mixed", "job", job);
        }
    }

    /** Now a float, then a histogram. */
    private Shape mixed() {
        long period = dice.pick(20, 30) * 15_000L;
        Predicate<Sample> isFloat = sample -> (sample.millis() - START) / period % 2 == 0;
        Shape histograms = new NativeSamples(dice, 1, 0.001, false).shape();
        return new Shape(Stream.concat(
                        gauge(1).samples().stream().filter(isFloat),
                        histograms.samples().stream().filter(isFloat.negate()))
                .sorted(Comparator.comparingLong(Sample::millis))
                .toList());
    }

    /** No two series of the metric are ever equal, so that the largest is one. */
    private Shape gauge(double share) {
        double own = (all.size() * 3 + shard.charAt(0) % 3) / 64.0 / 64.0;
        return Shape.every(t -> new FloatSample(t, (dice.below(4000) - 2000) / 64.0 + own))
                .thinned(dice, share)
                .withGap(dice);
    }

    private Shape counter(double resets) {
        double[] value = {dice.below(1000)};
        return Shape.every(t -> {
            value[0] = dice.below(1000) < resets * 1000 ? 0 : value[0] + dice.below(20);
            return new FloatSample(t, value[0]);
        });
    }

    private void add(Shape shape, String name, String... labels) {
        all.add(shape.named(name, labels));
    }
}
