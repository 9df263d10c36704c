package io.promshard.query.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.query.topology.Shard;
import io.promshard.shard.membership.LiveMembership;
import io.promshard.shard.membership.Member;
import io.promshard.shard.membership.MembershipView;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FleetWatchTest {

    private static final FleetRules RULES =
            new FleetRules("cluster", LabelMode.AUTO, Set.of("replica"), List.of(), Duration.ofDays(1));

    private final LiveMembership membership = new LiveMembership(Clock.systemUTC());
    private final LiveTopology topology = new LiveTopology(RULES, Clock.systemUTC());
    private final ConcurrentMap<String, String> values = new ConcurrentHashMap<>();
    private final AtomicInteger inspections = new AtomicInteger();
    private FleetWatch watch = watch(Duration.ofHours(1));

    @AfterEach
    void close() {
        watch.close();
    }

    private FleetWatch watch(Duration interval) {
        return new FleetWatch(
                membership,
                this::inspect,
                topology,
                interval,
                Thread.ofVirtual().factory());
    }

    private ServerFacts inspect(Member server, @Nullable ServerFacts known) throws InspectionException {
        inspections.incrementAndGet();
        String value = values.get(server.id());
        if (value == null) {
            throw new InspectionException("no answer");
        }
        if (value.isEmpty()) {
            throw new IllegalStateException("a defect");
        }
        return new ServerFacts("", Map.of("cluster", value), Set.of(), false);
    }

    private void members(String... hosts) {
        membership.publish(MembershipView.of(
                List.of(hosts).stream()
                        .map(host -> Member.at(URI.create("http://" + host + ":9090")))
                        .toList(),
                1));
    }

    private List<String> shards() {
        return topology.current().shards().stream().map(Shard::name).toList();
    }

    @Test
    void inspectsWhoAppearsAtOnce() {
        values.put("h1:9090", "a");
        values.put("h2:9090", "b");
        watch.start();
        members("h1");
        await().until(() -> shards().equals(List.of("a")));

        members("h1", "h2");

        await().until(() -> shards().equals(List.of("a", "b")));
        assertThat(inspections).hasValue(2);
    }

    @Test
    void inspectsAgainAtTheInterval() {
        watch = watch(Duration.ofMillis(20));
        watch.start();
        members("h1");
        await().until(() -> topology.failures() > 0);

        values.put("h1:9090", "a");

        await().until(() -> shards().equals(List.of("a")));
    }

    @Test
    void aDefectEndsNoLoop() {
        values.put("h1:9090", "");
        watch = watch(Duration.ofMillis(20));
        watch.start();
        members("h1");
        await().until(() -> topology.failures() > 1);

        values.put("h1:9090", "a");

        await().until(() -> shards().equals(List.of("a")));
    }

    @Test
    void inspectsNobodyThatHasLeftOrAfterTheEnd() {
        values.put("h1:9090", "a");
        watch = watch(Duration.ofMillis(5));
        watch.start();
        members("h1");
        await().until(() -> inspections.get() > 2);

        members();
        await().during(Duration.ofMillis(100)).until(steady());

        int before = inspections.get();
        members("h1");
        await().until(() -> inspections.get() > before + 2);
        watch.close();
        await().during(Duration.ofMillis(100)).until(steady());
    }

    private Callable<Boolean> steady() {
        AtomicInteger last = new AtomicInteger(-1);
        return () -> {
            int now = inspections.get();
            return last.getAndSet(now) == now;
        };
    }
}
