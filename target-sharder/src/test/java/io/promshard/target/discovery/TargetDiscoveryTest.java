package io.promshard.target.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.labels.Labels;
import io.promshard.shard.loop.Surroundings;
import io.promshard.target.assign.Rebalancing;
import io.promshard.target.assign.Strategy;
import io.promshard.target.model.DiscoveredTarget;
import io.promshard.target.spec.CollectorsSpec;
import io.promshard.target.spec.DeliverySpec;
import io.promshard.target.spec.GroupSpec;
import io.promshard.target.spec.GuardSpec;
import io.promshard.target.spec.HandoverSpec;
import io.promshard.target.spec.JobSpec;
import io.promshard.target.spec.LoadSpec;
import io.promshard.target.spec.SourceSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TargetDiscoveryTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final Map<String, FakeSource> sources = new TreeMap<>();
    private final AtomicInteger changes = new AtomicInteger();
    private TargetDiscovery discovery = discovery(LONG, job("node", "n1", "n2"), job("db", "d1"));

    @AfterEach
    void close() {
        discovery.close();
    }

    @Test
    void putsTheTargetsOfAllSourcesTogetherEachOnce() {
        source("n1").give("a:1", "b:1");
        source("n2").give("b:1", "c:1");
        source("d1").give("a:1");
        discovery.start();

        await().until(discovery::settled);

        assertThat(targets()).containsExactlyInAnyOrder("node a:1", "node b:1", "node c:1", "db a:1");
        assertThat(discovery.view().incomplete()).isEmpty();
    }

    @Test
    void namesTheJobsOfWhichASourceNeverAnswered() {
        source("n1").give("a:1");
        source("n2").fail("away");
        source("d1").give();
        discovery.start();

        await().until(() -> discovery.view().incomplete().size() == 1);

        assertThat(discovery.view().incomplete()).containsExactly("node");
        assertThat(discovery.settled()).isFalse();
        source("n2").give("b:1");
        await().until(discovery::settled);
        assertThat(targets()).containsExactlyInAnyOrder("node a:1", "node b:1");
    }

    @Test
    void knowsAtFirstThatNothingIsComplete() {
        assertThat(discovery.view().incomplete()).containsExactly("db", "node");
        assertThat(discovery.settled()).isFalse();
    }

    @Test
    void waitsForASourceNoLongerThanItsPatience() {
        discovery = discovery(Duration.ofMillis(300), job("node", "n1"));
        source("n1").fail("away");
        discovery.start();

        await().until(discovery::settled);

        assertThat(discovery.view().incomplete()).containsExactly("node");
    }

    @Test
    void makesItsSetAnewOnlyWhenSomethingChanged() {
        source("n1").give("a:1");
        discovery.start();
        await().until(discovery::settled);
        TargetView before = discovery.view();

        source("n1").give("a:1", "a:1");
        await().until(() -> source("n1").reads() >= 2);
        source("n1").give("a:1");
        await().until(() -> source("n1").reads() >= 3);

        assertThat(discovery.view()).isSameAs(before);
    }

    @Test
    void showsItsSourcesInOrderAndHandsOutTheirReaders() {
        assertThat(discovery.sources())
                .extracting(status -> status.job() + " " + status.index() + " " + status.source())
                .containsExactly("node 0 fake", "node 1 fake", "db 0 fake");
        assertThat(discovery.reader("node", 1)).isPresent();
        assertThat(discovery.reader("node", 2)).isEmpty();
    }

    @Test
    void closesAllSources() {
        discovery.start();

        discovery.close();

        assertThat(sources.values()).allMatch(FakeSource::isClosed);
    }

    @Test
    void takesOneChangeAmongTwoHundredThousandTargets() {
        discovery = discovery(LONG, job("node", "n1"), job("db", "d1"));
        List<DiscoveredTarget> many = many(100_000);
        source("n1").give(many);
        source("d1").give(many);
        discovery.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> size() == 200_000);
        List<DiscoveredTarget> more = new ArrayList<>(many);
        more.add(DiscoveredTarget.of(Labels.of("__address__", "new:9100")));

        long start = System.nanoTime();
        source("n1").give(more);
        await().pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(20))
                .until(() -> size() == 200_001);

        System.out.printf(">>> one change among 200 000 targets: %d ms%n", millisSince(start));
        await().until(() -> changes.get() >= 2);
    }

    private int size() {
        return discovery.view().targets().targets().size();
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private static List<DiscoveredTarget> many(int size) {
        List<DiscoveredTarget> many = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Map<String, String> labels = new TreeMap<>();
            labels.put("__address__", "10.%d.%d.%d:9100".formatted(i >> 16, (i >> 8) & 255, i & 255));
            for (int j = 0; j < 20; j++) {
                labels.put("__meta_label_" + j, "value-" + (i % 97) + "-" + j);
            }
            many.add(DiscoveredTarget.of(Labels.of(labels)));
        }
        return many;
    }

    private List<String> targets() {
        return discovery.view().targets().targets().stream()
                .map(target -> target.job() + " " + target.address())
                .toList();
    }

    private FakeSource source(String name) {
        return sources.computeIfAbsent(name, key -> new FakeSource());
    }

    private TargetDiscovery discovery(Duration patience, JobSpec... jobs) {
        GroupSpec group = new GroupSpec(
                "g",
                new CollectorsSpec("c", List.of(), 1, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                "",
                Rebalancing.FULL,
                List.of(jobs),
                new HandoverSpec(Duration.ofSeconds(15), 500, 0.1, Duration.ofSeconds(1), Duration.ofMinutes(1)),
                new LoadSpec(Duration.ofSeconds(30), 1),
                new DeliverySpec("", "", List.of(), Duration.ofSeconds(30), 4));
        Surroundings surroundings = Surroundings.of(Clock.systemUTC(), new SplittableRandom(5));
        return new TargetDiscovery(group, this::open, patience, surroundings, changes::incrementAndGet);
    }

    /** The name of a fake stands in a plug-in's place. */
    private TargetSource open(SourceSpec spec) {
        return source(((SourceSpec.Plugin) spec).provider());
    }

    private static JobSpec job(String name, String... sources) {
        List<SourceSpec> specs = new ArrayList<>();
        for (String source : sources) {
            specs.add(new SourceSpec.Plugin(source, Map.of(), LONG));
        }
        return new JobSpec(name, specs, new Strategy.Ring(), List.of(), 1, GuardSpec.STANDARD);
    }
}
