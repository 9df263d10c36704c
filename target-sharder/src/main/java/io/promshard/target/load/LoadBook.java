package io.promshard.target.load;

import io.promshard.target.model.TargetSet;
import io.promshard.target.report.CollectorReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was measured of the keys that collectors scrape, in samples a scrape. Immutable; 200,000 keys take about 12 MB, and an update
 * copies no more than references.
 */
public final class LoadBook {

    public static final LoadBook EMPTY = new LoadBook(List.of());

    /** A key that nobody has reported for so long is forgotten. */
    static final Duration KEPT = Duration.ofDays(1);

    /** Sorted by key. */
    private final List<Load> loads;

    private LoadBook(List<Load> loads) {
        this.loads = loads;
    }

    /** Of what was noted down; of two of one key the one seen last counts. */
    public static LoadBook of(Collection<Load> noted) {
        Map<Long, Load> byKey = new TreeMap<>();
        noted.forEach(load -> byKey.merge(load.key(), load, LoadBook::newer));
        return new LoadBook(List.copyOf(byKey.values()));
    }

    /** Sorted by key. */
    public List<Load> loads() {
        return loads;
    }

    /** What was measured of a key. {@code O(log n)}. */
    public Optional<Load> find(long key) {
        int at = Collections.binarySearch(
                loads, new Load(key, 1, 0, Double.NaN, Double.NaN, Instant.EPOCH), Comparator.comparingLong(Load::key));
        return at < 0 ? Optional.empty() : Optional.of(loads.get(at));
    }

    /** With what a collector reported. Keys that are down, and such whose samples nobody knows, keep what was measured before. */
    public LoadBook with(CollectorReport report) {
        List<Load> merged = new ArrayList<>(loads.size() + report.targets().size() / 8);
        Instant oldest = report.asked().minus(KEPT);
        Measurements measured = new Measurements(report);
        for (Load load : loads) {
            measured.addBelow(load.key(), merged);
            Load now = measured.update(load);
            if (!now.seen().isBefore(oldest)) {
                merged.add(now);
            }
        }
        measured.addRest(merged);
        return new LoadBook(List.copyOf(merged));
    }

    /** With what another has noted; of what both have, the one seen last counts. */
    public LoadBook merge(LoadBook other) {
        List<Load> all = new ArrayList<>(loads);
        all.addAll(other.loads);
        return of(all);
    }

    /**
     * The weight of each key of the set, in its order.
     *
     * @param fallback weight of a target of which nothing is known, if nothing is known of its job either
     */
    public double[] weights(TargetSet targets, double fallback) {
        return new Weighing(this, targets, fallback).weights();
    }

    /**
     * Where the weight of a key comes from. Costs as much as {@link #weights}.
     *
     * @param index the place of the key in the set
     */
    public WeightOrigin origin(TargetSet targets, int index) {
        return new Weighing(this, targets, 1).origin(index);
    }

    private static Load newer(Load a, Load b) {
        return b.seen().isAfter(a.seen()) ? b : a;
    }
}
