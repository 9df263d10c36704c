package io.promshard.pgw.exposition;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes expositions as a gateway would. */
public final class Expositions {

    private final WireWriter out = new WireWriter(1024);
    private WireWriter family = new WireWriter(16);
    private boolean begun;
    private MetricType type = MetricType.UNTYPED;

    /** Begins a family. */
    public Expositions family(String name, @Nullable String help, MetricType ofType) {
        end();
        family = new WireWriter(256);
        begun = true;
        type = ofType;
        new FamilyHeader(name, help, type).writeTo(family);
        return this;
    }

    /** A metric of the last family; labels are names and values in turn, in any order. */
    public Expositions metric(double value, String... labels) {
        WireWriter scalar = new WireWriter(16).decimal(1, value);
        return metric(type.valueField(), scalar.toByteArray(), labels);
    }

    /** A metric of the last family whose value is that message. */
    public Expositions metric(int field, byte[] value, String... labels) {
        WireWriter metric = new WireWriter(128);
        TreeMap<String, String> sorted = new TreeMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            sorted.put(labels[i], labels[i + 1]);
        }
        sorted.forEach((name, text) -> {
            byte[] pair = new WireWriter(64).text(1, name).text(2, text).toByteArray();
            metric.bytes(1, pair, 0, pair.length);
        });
        byte[] whole = metric.bytes(field, value, 0, value.length).toByteArray();
        family.bytes(FamilyHeader.METRIC, whole, 0, whole.length);
        return this;
    }

    /** The two times of a group. */
    public static Expositions groups(Object[]... times) {
        Expositions all = new Expositions();
        for (int which = 0; which < 2; which++) {
            all.family(
                    which == 0 ? "push_failure_time_seconds" : "push_time_seconds",
                    "Last Unix time.",
                    MetricType.GAUGE);
            for (Object[] group : times) {
                String[] labels = new String[group.length - 2];
                System.arraycopy(group, 2, labels, 0, labels.length);
                all.metric(((Number) group[1 - which]).doubleValue(), withInstance(labels));
            }
        }
        return all;
    }

    /** A group for {@link #groups}: push time, failure time, labels. */
    public static Object[] group(double pushTime, double failureTime, String... labels) {
        Object[] group = new Object[labels.length + 2];
        group[0] = pushTime;
        group[1] = failureTime;
        System.arraycopy(labels, 0, group, 2, labels.length);
        return group;
    }

    /** A gateway gives every series an instance. */
    private static String[] withInstance(String[] labels) {
        TreeMap<String, String> all = new TreeMap<>();
        all.put("instance", "");
        for (int i = 0; i < labels.length; i += 2) {
            all.put(labels[i], labels[i + 1]);
        }
        return all.entrySet().stream()
                .flatMap(label -> java.util.stream.Stream.of(label.getKey(), label.getValue()))
                .toArray(String[]::new);
    }

    public byte[] bytes() {
        end();
        return out.toByteArray();
    }

    public Exposition build() {
        try {
            return Exposition.of(bytes());
        } catch (ExpositionException e) {
            throw new AssertionError(e);
        }
    }

    private void end() {
        if (begun) {
            byte[] whole = family.toByteArray();
            out.delimited(whole, whole.length);
            begun = false;
        }
    }
}
