package io.promshard.query.engine.oracle;

import io.promshard.query.engine.oracle.OracleSeries.CustomSample;
import io.promshard.query.engine.oracle.OracleSeries.ExponentialSample;
import io.promshard.query.engine.oracle.OracleSeries.FloatSample;
import io.promshard.query.engine.oracle.OracleSeries.Sample;
import io.promshard.query.engine.oracle.OracleSeries.StaleSample;
import io.promshard.shard.labels.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * An hour of series: gauges with gaps and with NaN and infinities, counters with resets, and histograms of all kinds. Values are
 * multiples of a quarter, so that the order in which they are added matters little.
 */
final class OracleData {

    /** 1 January 2025. */
    static final long START = 1_735_689_600_000L;

    static final long END = START + 3_600_000;
    private static final long INTERVAL = 15_000;

    private final SplittableRandom random;
    private final List<OracleSeries> all = new ArrayList<>();

    private OracleData(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Sorted by labels. */
    static List<OracleSeries> of(long seed) {
        OracleData data = new OracleData(seed);
        data.gauges();
        data.counters();
        data.histograms();
        data.infos();
        data.interrupted();
        data.all.sort(Comparator.comparing(OracleSeries::labels));
        return data.all;
    }

    private void gauges() {
        for (String a : List.of("1", "2", "3")) {
            for (String b : List.of("p", "q")) {
                // No two series are ever equal, so that the largest is one.
                double own = all.size() / 1024.0;
                add(t -> new FloatSample(t, quarters(200) + own), 0.9, "__name__", "m", "a", a, "b", b);
            }
            add(t -> new FloatSample(t, quarters(40)), 0.6, "__name__", "n", "a", a, "c", "x" + a);
        }
        List<Double> odd = List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, -1.0, 1e300);
        for (String b : List.of("p", "q", "r")) {
            add(t -> new FloatSample(t, odd.get(random.nextInt(odd.size()))), 0.9, "__name__", "odd", "b", b);
        }
        add(t -> new FloatSample(t, 7), 0.1, "__name__", "rare", "a", "1");
    }

    private void counters() {
        for (String a : List.of("1", "2", "3")) {
            double[] value = {0};
            add(
                    t -> {
                        value[0] = random.nextInt(40) == 0 ? 0 : value[0] + random.nextInt(9);
                        return new FloatSample(t, value[0]);
                    },
                    0.95,
                    "__name__",
                    "c_total",
                    "a",
                    a,
                    "b",
                    "p");
            double[] counts = new double[4];
            List<String> bounds = List.of("0.5", "1", "2.5", "+Inf");
            List<List<Sample>> samples = new ArrayList<>();
            bounds.forEach(bound -> samples.add(new ArrayList<>()));
            for (long t = START; t < END; t += INTERVAL) {
                for (int i = 0; i < counts.length; i++) {
                    counts[i] += random.nextInt(3);
                    double sum = 0;
                    for (int j = 0; j <= i; j++) {
                        sum += counts[j];
                    }
                    samples.get(i).add(new FloatSample(t, sum));
                }
            }
            for (int i = 0; i < bounds.size(); i++) {
                all.add(new OracleSeries(
                        Labels.of("__name__", "d_bucket", "a", a, "le", bounds.get(i)), samples.get(i)));
            }
        }
    }

    private void histograms() {
        for (int schema : List.of(0, 1, 3)) {
            exponential("e", schema, 0.001, false);
        }
        exponential("g", 0, 0.001, true);
        exponential("g", 2, 0.001, false);
        exponential("g", 1, 0.6, true);
        for (String k : List.of("1", "2")) {
            List<Double> bounds = k.equals("1") ? List.of(1.0, 5.0) : List.of(1.0, 5.0, 10.0);
            double[] n = {0};
            add(
                    t -> {
                        n[0]++;
                        List<Double> counts = new ArrayList<>();
                        for (int i = 0; i <= bounds.size(); i++) {
                            counts.add(n[0] * (i + 1));
                        }
                        return new CustomSample(t, n[0] * 4, bounds, counts);
                    },
                    0.95,
                    "__name__",
                    "f",
                    "k",
                    k);
        }
        // Often just above zero, where it matters how far rates go back.
        add(
                t -> {
                    double n = 1.0 + (t / INTERVAL) % 17 * 5;
                    return new CustomSample(t, n * 4, List.of(1.0, 5.0), List.of(n, n, n));
                },
                0.95,
                "__name__",
                "f",
                "k",
                "3");
        add(
                t -> t % (8 * INTERVAL) < 4 * INTERVAL
                        ? new FloatSample(t, 2)
                        : new CustomSample(t, 3, List.of(2.0, 6.0), List.of(1.0, 1.0, 1.0)),
                0.95,
                "__name__",
                "mixed",
                "k",
                "1");
    }

    /** Scraped at odd times, and ended now and then. */
    private void interrupted() {
        for (String a : List.of("1", "2", "3", "4")) {
            List<Sample> samples = new ArrayList<>();
            double value = 0;
            for (long t = START; t < END; t += INTERVAL) {
                long millis = t + random.nextInt(9_000);
                int fate = random.nextInt(30);
                value = random.nextInt(25) == 0 ? random.nextInt(3) : value + random.nextInt(9);
                if (fate == 0) {
                    samples.add(new StaleSample(millis));
                    t += random.nextInt(20) * INTERVAL;
                } else if (fate == 1) {
                    t += random.nextInt(30) * INTERVAL;
                } else {
                    samples.add(new FloatSample(millis, value));
                }
            }
            all.add(new OracleSeries(
                    Labels.of("__name__", "i_total", "a", a, "b", a.equals("4") ? "q" : "p"), samples));
        }
    }

    private void exponential(String name, int schema, double zeroThreshold, boolean signs) {
        TreeMap<Integer, Integer> above = new TreeMap<>();
        TreeMap<Integer, Integer> below = new TreeMap<>();
        double[] zero = {1};
        int lowest = zeroThreshold > 0.5 ? 0 : -(2 << schema);
        add(
                t -> {
                    TreeMap<Integer, Integer> side = signs && random.nextBoolean() ? below : above;
                    side.merge(lowest + random.nextInt(5 << schema), 1 + random.nextInt(3), Integer::sum);
                    zero[0] += random.nextInt(2);
                    return new ExponentialSample(
                            t, schema, zeroThreshold, zero[0], new TreeMap<>(above), new TreeMap<>(below));
                },
                0.95,
                "__name__",
                name,
                "s",
                Integer.toString(schema));
    }

    /** Two that identify the same, in turn newer; two of the same times; and one that contradicts another. */
    private void infos() {
        add(t -> new FloatSample(t, 5), 1, "__name__", "svc", "instance", "i1", "job", "j", "zone", "z");
        add(t -> new FloatSample(t, 6), 1, "__name__", "svc", "instance", "i2", "job", "j");
        add(t -> new FloatSample(t, 7), 1, "__name__", "svc", "job", "k");
        add(t -> new FloatSample(t, 8), 1, "__name__", "svc", "x", "1");
        info("target_info", "i1", "env", "prod", 0, 0.5);
        info("target_info", "i1", "env", "test", 1000, 0.5);
        info("target_info", "i2", "zone", "y", 0, 0.2);
        info("build_info", "i1", "version", "1", 0, 1);
        info("build_info", "i2", "version", "2", 0, 0.5);
        info("build_info", "", "version", "3", 0, 1);
        info("same_info", "i1", "d", "1", 0, 1);
        info("same_info", "i1", "d", "2", 0, 1);
        info("conflict_info", "i1", "env", "other", 0, 1);
    }

    private void info(String name, String instance, String label, String value, long late, double share) {
        add(
                t -> new FloatSample(t + late, 1),
                share,
                "__name__",
                name,
                "instance",
                instance,
                "job",
                instance.isEmpty() ? "k" : "j",
                label,
                value);
    }

    private double quarters(int most) {
        return (random.nextInt(2 * most) - most) / 4.0;
    }

    private void add(LongFunction<Sample> sample, double share, String... labels) {
        List<Sample> samples = LongStream.iterate(START, t -> t < END, t -> t + INTERVAL)
                .filter(t -> t / 600_000 % 5 == 0 || random.nextDouble() < share)
                .mapToObj(sample)
                .toList();
        all.add(new OracleSeries(Labels.of(labels), samples));
    }
}
