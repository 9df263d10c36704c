package io.promshard.query.random;

import java.util.List;
import java.util.Map;

/** The names that {@link AwkwardData} has, for queries that are to find something. */
final class Vocabulary {

    static final String FEATURE = "cluster";

    /** Metrics of floats that go up and down. */
    static final List<Metric> GAUGES = List.of(
            new Metric("temp", "job", "zone"),
            new Metric("temp", "job", "zone"),
            new Metric("temp", "job", "zone"),
            new Metric("odd", "k"),
            new Metric("huge", "k"),
            new Metric("same", "job", "zone"),
            new Metric("sparse", "job", "zone"),
            new Metric("late", "job"),
            new Metric("mixed", "job"),
            new Metric("only_a", "zone"),
            new Metric("only_b", "zone"),
            new Metric("only_c", "zone"),
            new Metric("déjà.vu", "job", "straße"),
            new Metric("target_info", "job", "instance", "version"),
            new Metric("nothing_at_all", "job"));

    static final List<Metric> COUNTERS = List.of(
            new Metric("requests_total", "job", "instance", "code"),
            new Metric("requests_total", "job", "instance", "code"),
            new Metric("errors_total", "job", "instance"),
            new Metric("latency_bucket", "job", "le"),
            new Metric("latency_count", "job"),
            new Metric("latency_sum", "job"));

    /** Metrics of native histograms. */
    static final List<Metric> HISTOGRAMS = List.of(
            new Metric("duration", "job", "instance"),
            new Metric("duration", "job", "instance"),
            new Metric("signed", "job"),
            new Metric("size", "job"),
            new Metric("mixed", "job"));

    /** Those of which all series have buckets that can be added. */
    static final List<Metric> ADDABLE =
            HISTOGRAMS.stream().filter(metric -> !metric.name().equals("size")).toList();

    /** Labels to group and to match by. */
    static final List<String> LABELS =
            List.of("job", "zone", FEATURE, "instance", "code", "k", "le", "straße", "version", "nowhere");

    private static final Map<String, List<String>> VALUES = Map.of(
            "job",
            List.of("api", "db"),
            "zone",
            List.of("x", "y", "z"),
            "instance",
            List.of("i0", "i1"),
            "code",
            List.of("200", "404", "500"),
            "k",
            List.of("1", "2", "3"),
            "le",
            List.of("0.1", "1", "10", "+Inf"),
            "straße",
            List.of("Größe", "a b"),
            "version",
            List.of("1.2", "1.3"),
            FEATURE,
            List.of("a", "b", "c"));

    private Vocabulary() {}

    /**
     * A metric.
     *
     * @param labels beside the feature label
     */
    record Metric(String name, List<String> labels) {
        Metric(String name, String... labels) {
            this(name, List.of(labels));
        }
    }

    /** What the label has; of one that there is not, a value all the same. */
    static List<String> values(String label) {
        return VALUES.getOrDefault(label, List.of("none"));
    }
}
