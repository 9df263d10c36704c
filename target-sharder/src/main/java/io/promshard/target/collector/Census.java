package io.promshard.target.collector;

import io.promshard.shard.membership.Health;
import io.promshard.shard.membership.Member;
import io.promshard.shard.membership.MembershipView;
import io.promshard.target.spec.CollectorsSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts the collectors of a group once, while the source of the membership can be asked. */
final class Census {

    /** While most fail at once, each is given so many times the grace. */
    static final int DOUBT = 5;

    /** Longer than anybody waits. */
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private static final Set<CollectorState> STANDING =
            EnumSet.of(CollectorState.LIVE, CollectorState.FAILING, CollectorState.DRAINING);

    private final CollectorStates before;
    private final Map<String, Member> members;
    private final Instant inSyncSince;
    private final Set<String> drains;
    private final Set<String> holders;
    private final Instant now;
    private final CollectorsSpec spec;

    Census(
            CollectorStates before,
            MembershipView view,
            Instant inSyncSince,
            Set<String> drains,
            Set<String> holders,
            Instant now,
            CollectorsSpec spec) {
        this.before = before;
        this.members = view.members().stream().collect(Collectors.toMap(Member::id, Function.identity()));
        this.inSyncSince = inSyncSince;
        this.drains = drains;
        this.holders = holders;
        this.now = now;
        this.spec = spec;
    }

    CollectorStates next() {
        Set<String> well = members.values().stream()
                .filter(Census::passes)
                .map(Member::id)
                .collect(Collectors.toUnmodifiableSet());
        Instant since = well.equals(before.well()) ? later(before.wellSince(), inSyncSince) : now;
        boolean enough = well.size() >= Math.max(1, spec.least());
        boolean started = before.started() || (enough && !now.isBefore(since.plus(spec.settle())));
        return new CollectorStates(next(started), well, since, started);
    }

    private SortedMap<String, CollectorStatus> next(boolean started) {
        SortedMap<String, CollectorStatus> seen = seen();
        Duration doubt = doubt(seen);
        SortedMap<String, CollectorStatus> next = new TreeMap<>();
        seen.forEach((id, status) -> {
            Duration grace = hasJustLeft(id) ? Duration.ZERO : spec.failGrace();
            new Fate(status, isDraining(id), holders.contains(id), longer(grace, doubt), started, now, spec)
                    .next()
                    .ifPresent(fate -> next.put(id, fate));
        });
        return next;
    }

    private SortedMap<String, CollectorStatus> seen() {
        SortedMap<String, CollectorStatus> seen = new TreeMap<>();
        before.all().forEach((id, status) -> seen.put(id, seen(status)));
        members.forEach((id, member) -> seen.computeIfAbsent(id, newcomer -> seen(arrived(member))));
        return seen;
    }

    private CollectorStatus arrived(Member member) {
        return new CollectorStatus(
                Members.collector(member, spec),
                CollectorState.JOINING,
                now,
                Instant.MAX,
                Instant.MAX,
                List.of(),
                true,
                "new");
    }

    /** With since when it is well, or failing; no longer than the source could be asked. */
    private CollectorStatus seen(CollectorStatus status) {
        Member member = members.get(status.collector().id());
        boolean passes = member != null && passes(member);
        return new CollectorStatus(
                member == null ? status.collector() : Members.collector(member, spec),
                status.state(),
                status.since(),
                passes ? since(status.wellSince()) : Instant.MAX,
                passes ? Instant.MAX : since(status.failingSince()),
                status.deaths(),
                member != null,
                status.reason());
    }

    private Instant since(Instant known) {
        return known.equals(Instant.MAX) ? now : later(known, inSyncSince);
    }

    /** How long whoever fails is kept because so many fail at once that the fault may be elsewhere. */
    private Duration doubt(SortedMap<String, CollectorStatus> seen) {
        long standing = seen.values().stream().filter(Census::isStanding).count();
        long failing = seen.values().stream()
                .filter(Census::isStanding)
                .filter(status -> !status.failingSince().equals(Instant.MAX))
                .count();
        if (2 * failing <= standing) {
            return Duration.ZERO;
        }
        return failing == standing
                ? FOR_EVER
                : longer(spec.failGrace(), spec.settle()).multipliedBy(DOUBT);
    }

    private boolean hasJustLeft(String id) {
        CollectorStatus known = before.all().get(id);
        return known != null && known.member() && !members.containsKey(id);
    }

    /** Maintenance is a drain by another name. Whether its checks fail meanwhile nobody can tell. */
    private boolean isDraining(String id) {
        Member member = members.get(id);
        return drains.contains(id) || (member != null && member.health() == Health.MAINTENANCE);
    }

    private static boolean passes(Member member) {
        return member.health().usable() || member.health() == Health.MAINTENANCE;
    }

    private static boolean isStanding(CollectorStatus status) {
        return STANDING.contains(status.state());
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
