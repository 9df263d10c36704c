package io.promshard.pgw.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.health.Probe;
import io.promshard.shard.health.ProbeResult;
import io.promshard.shard.health.Prober;
import io.promshard.shard.membership.LiveMembership;
import io.promshard.shard.membership.Member;
import io.promshard.shard.routing.RingViews;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MembershipLifecycleTest {

    private static final Duration INTERVAL = Duration.ofDays(1);

    private final LiveMembership membership = new LiveMembership(Clock.systemUTC());
    private final HealthTracker health = new HealthTracker();
    private final RingViews views = new RingViews(health);
    private final Member dead = Member.at(URI.create("http://127.0.0.1:9"));
    private final Member well = Member.at(URI.create("http://127.0.0.1:10"));

    MembershipLifecycleTest() {
        membership.subscribe(views::update);
    }

    @Test
    void aDeadGatewayIsKnownForDeadBeforePushesAreTaken() {
        CompletableFuture<ProbeResult> answer = new CompletableFuture<>();
        MembershipLifecycle lifecycle = lifecycle(
                member -> member.equals(dead) ? answer.join() : new ProbeResult.Ready(), Duration.ofSeconds(20));
        membership.subscribe(view -> CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS)
                .execute(() -> answer.complete(new ProbeResult.Gone("connection refused"))));

        lifecycle.start();

        assertThat(views.current().liveCount()).isEqualTo(1);
        lifecycle.stop();
    }

    @Test
    void aGatewayThatHangsDelaysTheStartByOneTimeoutAtTheMost() {
        CompletableFuture<ProbeResult> never = new CompletableFuture<>();
        MembershipLifecycle lifecycle = lifecycle(member -> never.join(), Duration.ofMillis(100));

        long before = System.nanoTime();
        lifecycle.start();

        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofMillis(100), Duration.ofSeconds(5));
        assertThat(views.current().liveCount()).isEqualTo(2);
        lifecycle.stop();
    }

    private MembershipLifecycle lifecycle(Probe probe, Duration timeout) {
        Prober prober = new Prober(probe, health, INTERVAL, Thread.ofVirtual().factory());
        return new MembershipLifecycle(new StaticSource(List.of(dead, well), membership), membership, prober, timeout);
    }
}
