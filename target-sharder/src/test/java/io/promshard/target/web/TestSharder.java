package io.promshard.target.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.promshard.shard.loop.Surroundings;
import io.promshard.shard.membership.SteppingClock;
import io.promshard.target.agent.serve.AgentDesk;
import io.promshard.target.agent.serve.AgentLimits;
import io.promshard.target.discovery.FakeSource;
import io.promshard.target.discovery.TargetDiscovery;
import io.promshard.target.discovery.TargetSource;
import io.promshard.target.groups.GroupsConfig;
import io.promshard.target.groups.GroupsMetrics;
import io.promshard.target.handover.HandoverHistory;
import io.promshard.target.leadership.Leadership;
import io.promshard.target.leadership.Role;
import io.promshard.target.leadership.RoleListener;
import io.promshard.target.leadership.Takeover;
import io.promshard.target.leadership.snapshot.NoSnapshotStore;
import io.promshard.target.publish.Encodings;
import io.promshard.target.publish.sd.ServedLists;
import io.promshard.target.reconcile.Delivery;
import io.promshard.target.reconcile.DeliveryFigures;
import io.promshard.target.reconcile.GroupObserver;
import io.promshard.target.reconcile.GroupRuntime;
import io.promshard.target.reconcile.GroupRuntime.Inheritance;
import io.promshard.target.reconcile.GroupState;
import io.promshard.target.reconcile.Orders;
import io.promshard.target.reconcile.Reconciler;
import io.promshard.target.reconcile.ReportPoller;
import io.promshard.target.reconcile.RunningGroups;
import io.promshard.target.reconcile.Signal;
import io.promshard.target.reconcile.Snapshots;
import io.promshard.target.report.PollSchedule;
import io.promshard.target.spec.GroupSpec;
import io.promshard.target.spec.SourceSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * A sharder whose sources, collectors, role and time a test moves: group {@code web} of three collectors, with 40 targets of job
 * {@code node} spread by the ring and 20 of job {@code api} spread by series.
 */
public final class TestSharder implements AutoCloseable {

    private static final String GROUPS = """
            groups:
              web:
                collectors: {service: prometheus, settle: 0s, least: 1}
                handover: {interval: 5s, batch: 1s}
                jobs:
                  - name: node
                    sources:
                      - files: /etc/node.json
                      - http: http://cmdb.example.org/node
                  - name: api
                    strategy: least-series
                    sources:
                      - static: {targets: ["unused:1"]}
            """;

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);

    final SteppingClock clock = new SteppingClock(Instant.parse("2026-01-01T00:00:00Z"));
    final FakeCollectors collectors = new FakeCollectors(clock);
    final AtomicReference<Role> role = new AtomicReference<>(new Role.Alone(7));
    final Map<String, FakeSource> sources = new ConcurrentHashMap<>();
    final Path file;
    final GroupsConfig config;
    final Signal signal = new Signal();
    final Snapshots snapshots;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ServedLists served = new ServedLists(new Encodings(), Runnable::run);
    private final RunningGroups groups;
    private final Reconciler reconciler;

    private TestSharder(Path directory) throws IOException {
        file = Files.writeString(directory.resolve("groups.yml"), GROUPS);
        config = GroupsConfig.open(file, clock);
        sources.put("Files", new FakeSource());
        sources.put("Http", new FakeSource());
        sources.put("Static", new FakeSource());
        groups = new RunningGroups(this::group, this::nothing, served::configured);
        collectors.groups = FakeCollectors.Holders.of(groups);
        snapshots = new Snapshots(new NoSnapshotStore(), threads);
        reconciler = new Reconciler(leadership(), snapshots, groups, signal, clock);
    }

    /** That has not turned yet, and whose sources know nothing. */
    public static TestSharder fresh(Path directory) throws IOException {
        return new TestSharder(directory);
    }

    /** That has distributed its targets. */
    public static TestSharder running(Path directory) throws IOException {
        TestSharder sharder = new TestSharder(directory);
        sharder.begin();
        return sharder;
    }

    private void begin() {
        source("Files").give(addresses("node", 30));
        source("Http").give(addresses("other", 10));
        source("Static").give(addresses("api", 20));
        collectors.are("a", "b", "c");
        reconciler.configure(config.state().groups());
        turnUntil(() -> groups.named("web").stream()
                .anyMatch(group -> group.published().exists()
                        && group.state().waiting().isEmpty()
                        && group.state().layout().size() == 60
                        && group.state().layout().moves().isEmpty()
                        && group.observe().reports().latest().size() == 3
                        && group.observe().loads().loads().size() == 60));
        evenOut();
    }

    /** What was placed before all was measured moves when that has been uneven for long enough. */
    private void evenOut() {
        for (int second = 0; second < 120; second++) {
            turn();
        }
        turnUntil(() -> web().state().layout().moves().isEmpty());
    }

    static String[] addresses(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> prefix + "-%02d:9100".formatted(i))
                .toArray(String[]::new);
    }

    FakeSource source(String kind) {
        return sources.computeIfAbsent(kind, name -> new FakeSource());
    }

    public RunningGroups groups() {
        return groups;
    }

    public Reconciler reconciler() {
        return reconciler;
    }

    public Readiness readiness() {
        return new Readiness(groups, config, leadership(), snapshots);
    }

    public void bindConfig(MeterRegistry registry) {
        new GroupsMetrics(config).bindTo(registry);
    }

    GroupRuntime web() {
        return groups.named("web").orElseThrow();
    }

    public AgentDesk agents() {
        return new AgentDesk(served, AgentLimits.STANDARD, clock, System::nanoTime);
    }

    /** Turns second by second until it is so. */
    public void turnUntil(BooleanSupplier isSo) {
        long end = System.nanoTime() + LONGEST_NANOS;
        while (!isSo.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still not so").isLessThan(end);
            turn();
            Thread.onSpinWait();
        }
    }

    void turn() {
        clock.step(Duration.ofSeconds(1));
        signal.give();
        try {
            reconciler.turn();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Whatever the role is now. */
    public Leadership leadership() {
        return new Leadership() {
            @Override
            public Role role() {
                return role.get();
            }

            @Override
            public void start(RoleListener listener) {}

            @Override
            public void close() {}
        };
    }

    private Inheritance nothing() {
        return new Inheritance(
                GroupState.beginning(HandoverHistory.startingAt(clock.instant(), 1000, Duration.ofDays(1))),
                Orders.NONE);
    }

    private GroupRuntime group(GroupSpec spec, Inheritance inherited) {
        Surroundings surroundings = Surroundings.of(clock, new SplittableRandom(1));
        TargetDiscovery discovery =
                new TargetDiscovery(spec, this::open, Duration.ofMinutes(1), surroundings, signal::give);
        ReportPoller poller = new ReportPoller(
                collectors, new PollSchedule(Duration.ofSeconds(10), Duration.ofSeconds(1)), clock, threads, signal);
        return new GroupRuntime(
                spec,
                new GroupObserver(discovery, collectors, poller, clock, signal),
                new Delivery(served, List.of(), () -> DeliveryFigures.NONE, () -> {}),
                Takeover.STANDARD,
                inherited);
    }

    private TargetSource open(SourceSpec spec) {
        return source(spec.getClass().getSimpleName());
    }

    @Override
    public void close() {
        reconciler.close();
        threads.shutdownNow();
        threads.close();
    }
}
