package io.promshard.pgw.snapshot;

import io.promshard.pgw.exposition.Exposition;
import io.promshard.pgw.exposition.FamilyHeader;
import io.promshard.pgw.exposition.WireWriter;
import io.promshard.pgw.grouping.GroupingKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A group as its gateway had it at one moment: its key, its two times, and where in the gateway's exposition its metrics are.
 * Immutable.
 */
public final class Group {

    private final GroupingKey id;
    private final Origin origin;
    private final Time push;
    private final Time failure;
    private final int[] metrics;
    private final Exposition exposition;

    Group(GroupingKey id, Origin origin, Time push, Time failure, int[] metrics, Exposition exposition) {
        this.id = id;
        this.origin = origin;
        this.push = push;
        this.failure = failure;
        this.metrics = metrics;
        this.exposition = exposition;
    }

    /** The key by which series tell groups apart: without an {@code instance} that is empty, since every series is given one. */
    public GroupingKey id() {
        return id;
    }

    /** The key by which the gateway has the group. Where {@link #exact()} is false, an empty {@code instance} may be missing in it. */
    public GroupingKey key() {
        return origin.key();
    }

    /** Whether key, metrics and help texts are for sure those of the gateway. What is not exact must not be copied. */
    public boolean exact() {
        return origin.keyKnown() && origin.seriesKnown();
    }

    /** Whether its series are for sure those that the gateway has in this group, and not in another. */
    public boolean seriesKnown() {
        return origin.seriesKnown();
    }

    /** Unix time in seconds of the last push that succeeded, by the gateway's clock; 0 if none has. */
    public double pushTime() {
        return push.seconds();
    }

    /** Unix time in seconds of the last push that failed, by the gateway's clock; 0 if none has. */
    public double failureTime() {
        return failure.seconds();
    }

    /** The number of the metric that says {@link #pushTime()}. */
    public int pushTimeMetric() {
        return push.metric();
    }

    /** The number of the metric that says {@link #failureTime()}, -1 if there is none. */
    public int failureTimeMetric() {
        return failure.metric();
    }

    /** As the gateway's JSON says it. */
    public boolean lastPushSuccessful() {
        return failure.seconds() <= push.seconds();
    }

    /** The same in another exposition, in which only its push time differs. */
    Group pushedAt(double pushTime, Exposition other) {
        return new Group(id, origin, new Time(pushTime, push.metric()), failure, metrics, other);
    }

    /** How many metrics it has, its two times left out. A histogram is one. */
    public int size() {
        return metrics.length;
    }

    /** The numbers of its metrics in {@link GatewaySnapshot#exposition()}, without its two times; a copy. */
    public int[] metrics() {
        return metrics.clone();
    }

    /** The names of its families, in their order. */
    public Set<String> familyNames() {
        Set<String> names = new LinkedHashSet<>();
        for (int next = 0; next < metrics.length; next = endOfFamily(next)) {
            names.add(exposition.family(metrics[next]).header().name());
        }
        return names;
    }

    /** Each of its families by itself, as {@code MetricFamily} without a length before it, byte for byte as the gateway has it. */
    public List<byte[]> families() {
        return families(Set.of());
    }

    private List<byte[]> families(Set<String> but) {
        List<byte[]> families = new ArrayList<>();
        for (int next = 0; next < metrics.length; next = endOfFamily(next)) {
            FamilyHeader header = exposition.family(metrics[next]).header();
            if (!but.contains(header.name())) {
                families.add(family(header, next, endOfFamily(next)));
            }
        }
        return families;
    }

    /** Of the family of a metric of ours, the first of our metrics after it. */
    private int endOfFamily(int at) {
        int end = exposition.family(metrics[at]).end();
        int next = at;
        while (next < metrics.length && metrics[next] < end) {
            next++;
        }
        return next;
    }

    private byte[] family(FamilyHeader header, int from, int to) {
        WireWriter out = new WireWriter(256);
        header(header).writeTo(out);
        for (int at = from; at < to; at++) {
            exposition.writeMetric(metrics[at], out);
        }
        return out.toByteArray();
    }

    private FamilyHeader header(FamilyHeader shared) {
        String own = origin.helps().get(shared.name());
        return own == null ? shared : shared.withHelp(own.isEmpty() ? null : own);
    }

    /** The body of a push that makes this group again: its families in delimited protobuf. */
    public byte[] body() {
        return bodyWithout(Set.of());
    }

    /** The same without some of its families. */
    public byte[] bodyWithout(Set<String> names) {
        WireWriter out = new WireWriter(1024);
        for (byte[] family : families(names)) {
            out.delimited(family, family.length);
        }
        return out.toByteArray();
    }

    @Override
    public String toString() {
        return key() + " of " + metrics.length + " metrics, pushed at " + push.seconds();
    }

    /**
     * One of a group's two times.
     *
     * @param metric its number in the exposition, -1 if it is not there
     */
    record Time(double seconds, int metric) {

        static final Time NONE = new Time(0, -1);
    }

    /**
     * What the gateway says of the group beside its exposition.
     *
     * @param key with an empty {@code instance}, if it is in the group's key
     * @param helps help texts by family where the group's is not the one of the exposition, which has only one a family; empty for none
     */
    record Origin(GroupingKey key, boolean keyKnown, boolean seriesKnown, Map<String, String> helps) {}
}
