package io.promshard.pgw.snapshot;

import io.promshard.pgw.exposition.Exposition;
import io.promshard.pgw.exposition.ExpositionException;
import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.shard.membership.Member;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All groups of a gateway at one moment. Costs the bytes of the exposition and about 200 bytes a group. Immutable.
 *
 * <p>What the gateway exposes of itself belongs to no group: it has no {@code job}.
 */
public final class GatewaySnapshot {

    private final Member gateway;
    private final Instant takenAt;
    private final Exposition exposition;
    private final Map<GroupingKey, Group> groups;

    GatewaySnapshot(Member gateway, Instant takenAt, Exposition exposition, Map<GroupingKey, Group> groups) {
        this.gateway = gateway;
        this.takenAt = takenAt;
        this.exposition = exposition;
        this.groups = Collections.unmodifiableMap(groups);
    }

    public Member gateway() {
        return gateway;
    }

    /** When the gateway was asked: it is as it was then or later. */
    public Instant takenAt() {
        return takenAt;
    }

    public Exposition exposition() {
        return exposition;
    }

    /** By {@link Group#id()}, in the order of the exposition. */
    public Map<GroupingKey, Group> groups() {
        return groups;
    }

    /** As it is in the light of what is known besides: without groups that were deleted, and with the push times of moved ones. */
    public GatewaySnapshot recalled(Recollection recollection) throws ExpositionException {
        Map<Integer, Double> times = new HashMap<>();
        Map<GroupingKey, Group> kept = LinkedHashMap.newLinkedHashMap(groups.size());
        groups.forEach((id, group) -> {
            double pushTime = recollection.pushTime(group.key(), group.pushTime());
            if (!recollection.isDeleted(group.key(), pushTime)) {
                kept.put(id, group);
                if (pushTime != group.pushTime()) {
                    times.put(group.pushTimeMetric(), pushTime);
                }
            }
        });
        if (times.isEmpty() && kept.size() == groups.size()) {
            return this;
        }
        Exposition changed = times.isEmpty() ? exposition : exposition.withGauges(times);
        kept.replaceAll(
                (id, group) -> group.pushedAt(times.getOrDefault(group.pushTimeMetric(), group.pushTime()), changed));
        return new GatewaySnapshot(gateway, takenAt, changed, kept);
    }

    /** What it knows, for a later exposition of the same gateway. For one thread. */
    public Listing listing() {
        return new EarlierListing(groups, exposition);
    }

    /** Begins a snapshot from an exposition of the gateway. */
    public static Draft draft(Exposition exposition) throws ExpositionException {
        return Draft.of(exposition);
    }
}
