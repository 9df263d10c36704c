package io.promshard.target.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.assign.Rebalancing;
import io.promshard.target.handover.HandoverHistory;
import io.promshard.target.leadership.SingleLeadership;
import io.promshard.target.leadership.snapshot.NoSnapshotStore;
import io.promshard.target.reconcile.GroupRuntime.Inheritance;
import io.promshard.target.spec.CollectorsSpec;
import io.promshard.target.spec.DeliverySpec;
import io.promshard.target.spec.GroupSpec;
import io.promshard.target.spec.HandoverSpec;
import io.promshard.target.spec.LoadSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A group that cannot be had as it is set. */
class RunningGroupsTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final AtomicInteger tries = new AtomicInteger();
    private final Set<String> configured = new HashSet<>();
    private final RunningGroups groups = new RunningGroups(this::fail, this::nothing, configured::addAll);

    private GroupRuntime fail(GroupSpec spec, Inheritance inherited) {
        tries.incrementAndGet();
        throw new IllegalArgumentException("there is no directory /nowhere");
    }

    private Inheritance nothing() {
        return new Inheritance(
                GroupState.beginning(HandoverHistory.startingAt(now.get(), 10, Duration.ofDays(1))), Orders.NONE);
    }

    @Test
    void isNamedWithTheReasonAndKnownAsOneOfTheSettings() {
        groups.configure(List.of(spec()));

        assertThat(groups.all()).isEmpty();
        assertThat(groups.broken()).containsEntry("g", "there is no directory /nowhere");
        assertThat(configured).containsExactly("g");
    }

    @Test
    void isNoTroubleAnyMoreOnceItHasLeftTheSettings() {
        groups.configure(List.of(spec()));
        groups.configure(List.of());

        assertThat(groups.broken()).isEmpty();
    }

    @Test
    void isTriedAgainAfterTenSeconds() throws InterruptedException {
        Signal signal = new Signal();
        try (ExecutorService writer = Executors.newSingleThreadExecutor();
                Reconciler reconciler = new Reconciler(
                        new SingleLeadership(0, clock),
                        new Snapshots(new NoSnapshotStore(), writer),
                        groups,
                        signal,
                        clock)) {
            reconciler.configure(List.of(spec()));
            reconciler.turn();
            signal.give();
            reconciler.turn();
            assertThat(tries).hasValue(1);

            now.updateAndGet(before -> before.plusSeconds(10));
            signal.give();
            reconciler.turn();

            assertThat(tries).hasValue(2);
        }
    }

    private static GroupSpec spec() {
        return new GroupSpec(
                "g",
                new CollectorsSpec("svc", List.of(), 1, Duration.ZERO, Duration.ofSeconds(30), Duration.ofDays(1)),
                "",
                Rebalancing.FULL,
                List.of(),
                new HandoverSpec(Duration.ofSeconds(5), 500, 0.1, Duration.ofSeconds(1), Duration.ofMinutes(1)),
                new LoadSpec(Duration.ofSeconds(30), 100),
                new DeliverySpec("", "", List.of(), Duration.ofMinutes(1), 1));
    }
}
