package io.promshard.target.config;

import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.health.Probe;
import io.promshard.shard.health.Prober;
import io.promshard.shard.membership.Health;
import io.promshard.shard.membership.LiveMembership;
import io.promshard.shard.membership.Member;
import io.promshard.shard.membership.MembershipView;
import java.time.Duration;
import java.util.List;

/** Collectors that the operator listed, watched by our own probes: one that is suspect is called critical. */
final class ListedCollectors implements AutoCloseable {

    private final List<Member> members;
    private final LiveMembership membership;
    private final HealthTracker health = new HealthTracker();
    private final Prober prober;
    private final Duration firstProbes;
    private long changes;

    /** @param firstProbes how long to wait for the first probe of all before anything is said of them */
    ListedCollectors(
            List<Member> members, LiveMembership membership, Probe probe, Duration interval, Duration firstProbes) {
        this.members = members;
        this.membership = membership;
        this.firstProbes = firstProbes;
        this.prober = new Prober(probe, health, interval, Thread.ofVirtual().factory());
    }

    void start() {
        prober.watch(MembershipView.of(members, 0));
        Thread.ofVirtual().name("first-probes").start(this::tellWhenProbed);
    }

    private void tellWhenProbed() {
        try {
            prober.awaitFirstProbes(firstProbes);
            health.subscribe((id, now) -> tell());
            tell();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void tell() {
        List<Member> probed = members.stream()
                .map(member -> member.withHealth(health.suspects(member.id()) ? Health.CRITICAL : Health.PASSING))
                .toList();
        membership.publish(MembershipView.of(probed, ++changes));
    }

    @Override
    public void close() {
        prober.close();
    }
}
