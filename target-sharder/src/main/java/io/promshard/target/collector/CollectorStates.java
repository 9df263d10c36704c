package io.promshard.target.collector;

import io.promshard.shard.membership.MembershipView;
import io.promshard.shard.membership.SourceState;
import io.promshard.target.model.Collector;
import io.promshard.target.spec.CollectorsSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The collectors of a group and how far each counts, at one moment.
 *
 * <p>In doubt all stays as it is: while the source of the membership is lost, and while most collectors fail at once.
 *
 * @param all by id
 * @param well ids whose checks pass
 * @param wellSince since when these have been the ones that are well
 * @param started whether targets may be distributed; once they may, they always may
 */
public record CollectorStates(
        SortedMap<String, CollectorStatus> all, Set<String> well, Instant wellSince, boolean started) {

    /** Of a group that nobody has heard of. */
    public static final CollectorStates NONE = new CollectorStates(new TreeMap<>(), Set.of(), Instant.MIN, false);

    public CollectorStates {
        all = Collections.unmodifiableSortedMap(new TreeMap<>(all));
        well = Set.copyOf(well);
    }

    /**
     * Of a group whose targets were distributed before this process began: its collectors count until the membership has said
     * otherwise for as long as a failing one has.
     */
    public static CollectorStates resumed(Collection<Collector> collectors, Instant now) {
        SortedMap<String, CollectorStatus> all = new TreeMap<>();
        collectors.forEach(collector -> all.put(
                collector.id(),
                new CollectorStatus(
                        collector,
                        CollectorState.LIVE,
                        now,
                        now,
                        Instant.MAX,
                        List.of(),
                        false,
                        "held targets before")));
        return new CollectorStates(all, Set.of(), now, !all.isEmpty());
    }

    /**
     * What holds now. To be called at each change of the membership, and every second or so since time changes states too.
     *
     * @param drains ids that shall be drained
     * @param holders ids that hold a key
     */
    public CollectorStates step(
            MembershipView view,
            SourceState source,
            Set<String> drains,
            Set<String> holders,
            Instant now,
            CollectorsSpec spec) {
        return source instanceof SourceState.InSync(Instant since)
                ? new Census(this, view, since, drains, holders, now, spec).next()
                : unheard(drains, holders, now);
    }

    /** Of a collector that is not known, that it is gone. */
    public CollectorState state(String id) {
        CollectorStatus status = all.get(id);
        return status == null ? CollectorState.GONE : status.state();
    }

    /** Whom an assignment is computed for, sorted by id; nobody before the first distribution. */
    public List<Collector> counting() {
        return all.values().stream()
                .filter(status -> started && status.state().counts())
                .map(CollectorStatus::collector)
                .toList();
    }

    /** What became different, by id. */
    public List<CollectorChange> changesFrom(CollectorStates before, Instant now) {
        Set<String> ids = new TreeSet<>(before.all.keySet());
        ids.addAll(all.keySet());
        List<CollectorChange> changes = new ArrayList<>();
        for (String id : ids) {
            if (before.state(id) != state(id)) {
                String reason = Optional.ofNullable(all.get(id))
                        .map(CollectorStatus::reason)
                        .orElse("forgotten");
                changes.add(new CollectorChange(id, before.state(id), state(id), now, reason));
            }
        }
        return changes;
    }

    /** Nothing worsens, and time does not count; what an operator orders does. */
    private CollectorStates unheard(Set<String> drains, Set<String> holders, Instant now) {
        SortedMap<String, CollectorStatus> next = new TreeMap<>(all);
        next.replaceAll((id, status) -> Fate.ordered(status, drains.contains(id), holders.contains(id), now));
        return new CollectorStates(next, well, wellSince, started);
    }
}
