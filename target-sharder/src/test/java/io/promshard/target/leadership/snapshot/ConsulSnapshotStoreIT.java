package io.promshard.target.leadership.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.consul.Consistency;
import io.promshard.shard.consul.ConsulApi;
import io.promshard.shard.consul.ConsulSettings;
import io.promshard.shard.consul.lock.LockSettings;
import io.promshard.shard.consul.lock.LockState.Held;
import io.promshard.shard.consul.lock.LockTiming;
import io.promshard.shard.loop.Surroundings;
import io.promshard.shard.servers.ConsulServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.ServerKind;
import io.promshard.shard.servers.Servers;
import io.promshard.target.leadership.ConsulLeadership;
import io.promshard.target.leadership.Peer;
import io.promshard.target.leadership.Role;
import io.promshard.target.leadership.snapshot.SnapshotStore.Reading;
import io.promshard.target.leadership.snapshot.SnapshotStore.Writing;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two sharders: the first leads, the second follows. */
@RealServers(ServerKind.CONSUL)
class ConsulSnapshotStoreIT {

    private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();
    private ConsulServer consul;
    private ConsulLeadership first;
    private ConsulLeadership second;
    private SnapshotStore ofFirst;
    private SnapshotStore ofSecond;

    @BeforeEach
    void elect(Servers servers) {
        consul = servers.consul();
        first = sharder("first");
        within(15).until(() -> first.role() instanceof Role.Leader);
        second = sharder("second");
        ofFirst = store(first);
        ofSecond = store(second);
        within(15)
                .until(() ->
                        second.role().equals(new Role.Follower(Optional.of(new Peer("first", "http://first:9098")))));
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    @Test
    void followersHearOfWhatTheLeaderWrites() {
        List<Long> heard = new CopyOnWriteArrayList<>();
        ofSecond.watch(snapshot -> heard.add(snapshot.generation()));

        assertThat(ofFirst.write(snapshot(first, 1))).isInstanceOf(Writing.Written.class);

        within(10).until(() -> heard.contains(1L));
        assertThat(ofSecond.read())
                .isInstanceOfSatisfying(
                        Reading.Found.class,
                        found -> assertThat(found.snapshot())
                                .usingRecursiveComparison()
                                .isEqualTo(snapshot(first, 1)));
    }

    @Test
    void nobodyWritesButTheLeaderInItsTerm() {
        Snapshot old = snapshot(first, 1);
        ofFirst.write(old);

        assertThat(ofSecond.write(snapshot(first, 2))).isInstanceOf(Writing.Fenced.class);
        first.close();
        within(10).until(() -> second.role() instanceof Role.Leader);

        assertThat(ofFirst.write(old)).isInstanceOf(Writing.Fenced.class);
        assertThat(ofSecond.write(old)).isInstanceOf(Writing.Fenced.class);
        assertThat(ofSecond.write(snapshot(second, 2))).isInstanceOf(Writing.Written.class);
    }

    @Test
    void aLeaderThatDoesNotKnowYetThatItIsDeposedIsFenced() {
        Held held = first.held().orElseThrow();
        SnapshotStore stubborn = own(new ConsulSnapshotStore(
                api(), "test/snapshot", "test/leader", () -> Optional.of(held), surroundings()));
        assertThat(stubborn.write(snapshot(first, 1))).isInstanceOf(Writing.Written.class);

        consul.put("/v1/session/destroy/" + held.session(), "");

        assertThat(stubborn.write(new Snapshot(held.term(), 2, new byte[0]))).isInstanceOf(Writing.Fenced.class);
        assertThat(ofSecond.read())
                .isInstanceOfSatisfying(
                        Reading.Found.class,
                        found -> assertThat(found.snapshot().generation()).isEqualTo(1));
    }

    @Test
    void garbageIsIgnoredAndSilenceIsNot() {
        assertThat(ofSecond.read()).isInstanceOf(Reading.Nothing.class);
        consul.put("/v1/kv/test/snapshot/manifest", "garbage");
        assertThat(ofSecond.read()).isInstanceOf(Reading.Nothing.class);

        consul.kill9();

        assertThat(ofSecond.read()).isInstanceOf(Reading.Failed.class);
    }

    private ConsulLeadership sharder(String id) {
        LockSettings settings =
                new LockSettings("test/leader", "sharder", id, "http://" + id + ":9098", LockTiming.STANDARD);
        ConsulLeadership leadership = own(new ConsulLeadership(api(), settings, surroundings(), System::nanoTime));
        leadership.start(role -> {});
        return leadership;
    }

    private SnapshotStore store(ConsulLeadership leadership) {
        return own(new ConsulSnapshotStore(api(), "test/snapshot", "test/leader", leadership::held, surroundings()));
    }

    private static Snapshot snapshot(ConsulLeadership leader, long generation) {
        return new Snapshot(leader.role().mandate().orElse(1), generation, new byte[] {1, 2, 3});
    }

    private ConsulApi api() {
        return own(new ConsulApi(
                new ConsulSettings(consul.url(), () -> "", "", Consistency.STALE, Duration.ofSeconds(10), null)));
    }

    private static Surroundings surroundings() {
        return Surroundings.of(Clock.systemUTC(), new SecureRandom());
    }

    private <T extends AutoCloseable> T own(T closeable) {
        open.add(closeable);
        return closeable;
    }

    private static ConditionFactory within(int seconds) {
        return await().atMost(Duration.ofSeconds(seconds)).pollInterval(Duration.ofMillis(10));
    }
}
