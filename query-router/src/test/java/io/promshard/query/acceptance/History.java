package io.promshard.query.acceptance;

import java.util.Locale;
import java.util.Random;

/**
 * Half an hour of metrics of one cluster as one OpenMetrics exposition, with a time behind each sample. The same for the same
 * cluster and time: counters with resets, gauges with gaps and odd values, a classic histogram, and metrics that only one has.
 */
final class History {

    static final int STEP_SECONDS = 15;
    static final int POINTS = 120;

    private final StringBuilder text = new StringBuilder();
    private final String cluster;
    private final Random random;
    private final long end;

    private History(String cluster, long end) {
        this.cluster = cluster;
        this.random = new Random(cluster.hashCode());
        this.end = end;
    }

    /**
     * The exposition.
     *
     * @param end of the last sample, in seconds
     */
    static String of(String cluster, long end) {
        return new History(cluster, end).written();
    }

    private String written() {
        text.append("# TYPE requests counter\n");
        for (String code : new String[] {"200", "404", "500"}) {
            for (int i = 0; i < 2; i++) {
                counter("requests_total{code=\"%s\",host=\"i%d\"}".formatted(code, i), 0.02);
            }
        }
        text.append("# TYPE temp gauge\n");
        for (String zone : new String[] {"x", "y", "z"}) {
            gauge("temp{zone=\"%s\"}".formatted(zone), 0.1);
        }
        text.append("# TYPE odd gauge\n");
        odd();
        text.append("# TYPE latency histogram\n");
        histogram();
        text.append("# TYPE only_").append(cluster).append(" gauge\n");
        gauge("only_" + cluster + "{zone=\"x\"}", 0);
        return text.append("# EOF\n").toString();
    }

    private void counter(String series, double resets) {
        double value = 0;
        for (int i = 0; i < POINTS; i++) {
            value = random.nextDouble() < resets ? 0 : value + random.nextInt(20);
            sample(series, value, i);
        }
    }

    private void gauge(String series, double gaps) {
        for (int i = 0; i < POINTS; i++) {
            double value = Math.round(random.nextGaussian() * 1000) / 64.0;
            if (random.nextDouble() >= gaps && !(gaps > 0 && i > 40 && i < 70)) {
                sample(series, value, i);
            }
        }
    }

    private void odd() {
        double[] values = {Double.NaN, Double.POSITIVE_INFINITY, 0, -0.0, 1e300, -1e-300, 3};
        for (int i = 0; i < POINTS; i++) {
            sample("odd{k=\"v\"}", values[(i + cluster.hashCode()) % values.length], i);
        }
    }

    private void histogram() {
        String[] bounds = {"0.1", "1.0", "10.0", "+Inf"};
        int[] observed = new int[bounds.length];
        for (int i = 0; i < POINTS; i++) {
            int below = 0;
            for (int b = 0; b < bounds.length; b++) {
                observed[b] += random.nextInt(5);
                below += observed[b];
                sample("latency_bucket{le=\"%s\"}".formatted(bounds[b]), below, i);
            }
        }
    }

    private void sample(String series, double value, int i) {
        long time = end - (long) (POINTS - 1 - i) * STEP_SECONDS;
        String number = Double.isNaN(value)
                ? "NaN"
                : Double.isInfinite(value) ? (value > 0 ? "+Inf" : "-Inf") : String.format(Locale.ROOT, "%s", value);
        text.append(series).append(' ').append(number).append(' ').append(time).append('\n');
    }
}
