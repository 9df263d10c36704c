package io.promshard.shard.consul;

import io.promshard.shard.membership.Member;
import io.promshard.shard.membership.MembershipView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Does not believe a Consul that was away every loss at once.
 *
 * <p>A server that starts again answers with what it knew, then its agent calls services critical until their checks have run; an
 * agent that has forgotten all waits to be told again. To follow that would move keys to other members and back. So a usable member
 * of the view before stays as it was: for a second if it is missing, for as long as a check may take if it is critical. Used by one
 * thread.
 */
final class ReturnGrace {

    /** A registrar is back after 600 ms at the most; a change made meanwhile is to be seen within 2 s. */
    private static final Duration FOR_THE_MISSING = Duration.ofSeconds(1);

    /** Two of the usual intervals of a check, which Consul begins at a random moment of the first. */
    private static final Duration FOR_THE_CRITICAL = Duration.ofSeconds(10);

    private final Clock clock;
    private final Map<String, Member> kept = new HashMap<>();
    private Instant began = Instant.MIN;
    private boolean missing;

    ReturnGrace(Clock clock) {
        this.clock = clock;
    }

    /** Consul answers again, and this was the view when it was lost. */
    void begin(MembershipView before) {
        began = clock.instant();
        kept.clear();
        before.members().stream()
                .filter(member -> member.health().usable())
                .forEach(member -> kept.put(member.id(), member));
    }

    /** The view to work with, in place of what Consul says. */
    MembershipView soften(MembershipView said) {
        if (over(FOR_THE_CRITICAL)) {
            kept.clear();
        }
        Map<String, Member> lacking = new HashMap<>(kept);
        List<Member> members = new ArrayList<>();
        for (Member member : said.members()) {
            lacking.remove(member.id());
            members.add(soften(member));
        }
        if (over(FOR_THE_MISSING)) {
            kept.keySet().removeAll(lacking.keySet());
            lacking.clear();
        }
        missing = !lacking.isEmpty();
        members.addAll(lacking.values());
        return MembershipView.of(members, said.index());
    }

    private Member soften(Member said) {
        Member before = kept.get(said.id());
        return before == null || said.health().usable() ? said : said.withHealth(before.health());
    }

    /** Whether the view has members that Consul does not name, so that it must be asked again soon. */
    boolean keepsMissing() {
        return missing;
    }

    private boolean over(Duration grace) {
        return !clock.instant().isBefore(began.plus(grace));
    }
}
