package io.promshard.shard.membership;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How far bad news of a source is believed, as a value: what was said last, and since when it has been bad.
 *
 * @param held the view that others see
 * @param emptySince when the source began to say that there is nobody, after there had been somebody; never if it does not
 * @param criticalSince by id, when a member that was usable was first called critical
 */
record Caution(MembershipView held, Instant emptySince, Map<String, Instant> criticalSince) {

    private static final Instant NEVER = Instant.MAX;

    static final Caution NONE = new Caution(MembershipView.NONE, NEVER, Map.of());

    Caution {
        criticalSince = Map.copyOf(criticalSince);
    }

    /** What is believed once the source has said this, or says it still. */
    Caution after(MembershipView said, Instant now, Duration grace) {
        boolean vanished = said.members().isEmpty() && !held.members().isEmpty();
        Instant since = !vanished ? NEVER : emptySince.equals(NEVER) ? now : emptySince;
        if (vanished && now.isBefore(since.plus(grace))) {
            return new Caution(held, since, criticalSince);
        }
        Map<String, Health> before = held.members().stream().collect(Collectors.toMap(Member::id, Member::health));
        Map<String, Instant> doubtful = new HashMap<>();
        MembershipView view = new MembershipView(
                said.members().stream()
                        .map(member -> believed(member, before, doubtful, now, grace))
                        .toList(),
                said.index());
        return new Caution(view, NEVER, doubtful);
    }

    /** Counts no time before this moment, since nobody could stand by the news then. */
    Caution notBefore(Instant moment) {
        Map<String, Instant> later = new HashMap<>();
        criticalSince.forEach((id, since) -> later.put(id, later(since, moment)));
        return new Caution(held, later(emptySince, moment), later);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private Member believed(
            Member member, Map<String, Health> before, Map<String, Instant> doubtful, Instant now, Duration grace) {
        Health known = before.getOrDefault(member.id(), Health.CRITICAL);
        if (member.health() != Health.CRITICAL || !known.usable()) {
            return member;
        }
        Instant since = criticalSince.getOrDefault(member.id(), now);
        if (!now.isBefore(since.plus(grace))) {
            return member;
        }
        doubtful.put(member.id(), since);
        return member.withHealth(Health.WARNING);
    }

    /** Whether time alone may change what is believed. */
    boolean isPending() {
        return !emptySince.equals(NEVER) || !criticalSince.isEmpty();
    }
}
