package io.promshard.query.discovery;

import io.promshard.query.topology.Shard;
import io.promshard.query.topology.Topology;
import io.promshard.query.topology.TopologySource;
import io.promshard.shard.membership.Member;
import io.promshard.shard.membership.MembershipView;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the topology in force. The membership and inspections write, one at a time; any thread reads, without a lock.
 *
 * <p>An inspection that fails changes nothing but what health shows: what a server said last counts until it says
 * something else. A server that leaves the membership takes its facts with it, as another may come to its address.
 */
public final class LiveTopology implements TopologySource {

    private static final Logger log = LoggerFactory.getLogger(LiveTopology.class);

    private final FleetRules rules;
    private final InstantSource clock;
    private final Map<String, Server> servers = new TreeMap<>();
    private final List<Consumer<FleetView>> listeners = new ArrayList<>();
    private final CountDownLatch complete = new CountDownLatch(1);
    private final LongAdder inspections = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private boolean known;
    private Memory memory;
    private volatile FleetView view;

    /** Begins with the shards that are expected, if any, all of them missed. */
    public LiveTopology(FleetRules rules, InstantSource clock) {
        this.rules = rules;
        this.clock = clock;
        this.memory = Memory.of(rules.expected(), clock.instant());
        this.view = new FleetView(
                new Topology(0, rules.featureLabel(), List.of()), Map.of(), Map.of(), Map.of(), Map.of(), List.of());
        refresh();
    }

    @Override
    public Topology current() {
        return view.topology();
    }

    public FleetView view() {
        return view;
    }

    /** Tells the listener the view in force, then each whose shards differ, in order. It must not block. */
    public synchronized void subscribe(Consumer<FleetView> listener) {
        listeners.add(listener);
        listener.accept(view);
    }

    /** Inspections so far. */
    public long inspections() {
        return inspections.sum();
    }

    /** Those of them that came to nothing. */
    public long failures() {
        return failures.sum();
    }

    /**
     * Waits until the membership is known and each member was inspected or could not be.
     *
     * @return false if that took longer
     */
    public boolean awaitComplete(Duration atMost) throws InterruptedException {
        return complete.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    synchronized void members(MembershipView members) {
        Map<String, Server> before = Map.copyOf(servers);
        servers.clear();
        for (Member member : members.members()) {
            Server old = before.get(member.id());
            servers.put(
                    member.id(),
                    old == null || !old.member().url().equals(member.url())
                            ? new Server(member, null, null)
                            : new Server(member, old.facts(), old.failure()));
        }
        known |= !members.equals(MembershipView.NONE);
        refresh();
    }

    /** What is known of a member now; null if it was not inspected yet, or is gone. */
    synchronized @Nullable ServerFacts facts(Member member) {
        Server server = servers.get(member.id());
        return server == null ? null : server.facts();
    }

    synchronized void inspected(Member member, ServerFacts facts) {
        inspections.increment();
        learn(member, server -> new Server(server.member(), facts, null));
    }

    synchronized void failed(Member member, String reason) {
        inspections.increment();
        failures.increment();
        learn(member, server -> new Server(server.member(), server.facts(), reason));
    }

    /** Unless the member has left, or is at another address by now. */
    private void learn(Member member, UnaryOperator<Server> word) {
        servers.computeIfPresent(
                member.id(), (id, server) -> server.member().url().equals(member.url()) ? word.apply(server) : server);
        refresh();
    }

    private synchronized void refresh() {
        Fleet fleet = Fleet.of(servers.values(), rules, memory, clock.instant());
        memory = fleet.memory();
        FleetView before = view;
        view = new FleetView(
                next(before.topology(), fleet.shards()),
                versions(),
                reasons(),
                fleet.excluded(),
                memory.missed(),
                fleet.notes());
        report(before, view);
        if (before.topology().epoch() != view.topology().epoch()) {
            listeners.forEach(listener -> listener.accept(view));
        }
        if (known && servers.values().stream().allMatch(server -> server.facts() != null || server.failure() != null)) {
            complete.countDown();
        }
    }

    private static Topology next(Topology before, List<Shard> shards) {
        return before.shards().equals(shards)
                ? before
                : new Topology(before.epoch() + 1, before.featureLabel(), shards);
    }

    private Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        servers.forEach((id, server) -> {
            if (server.facts() != null && !server.facts().version().isEmpty()) {
                versions.put(id, server.facts().version());
            }
        });
        return versions;
    }

    private Map<String, String> reasons() {
        Map<String, String> reasons = new TreeMap<>();
        servers.forEach((id, server) -> {
            if (server.failure() != null) {
                reasons.put(id, server.failure());
            }
        });
        return reasons;
    }

    private static void report(FleetView before, FleetView after) {
        if (before.topology().epoch() != after.topology().epoch()) {
            log.info(
                    "topology {}: {}",
                    after.topology().epoch(),
                    after.topology().shards());
        }
        if (!before.missed().keySet().equals(after.missed().keySet())) {
            log.warn("shards without a server, queries are partial: {}", after.missed());
        }
        if (!before.failures().keySet().equals(after.failures().keySet())) {
            log.warn("inspections that fail, what was known before counts: {}", after.failures());
        }
        if (!before.excluded().equals(after.excluded())) {
            log.warn("servers that are not asked: {}", after.excluded());
        }
        if (!before.notes().equals(after.notes())) {
            log.warn("to look at: {}", after.notes());
        }
    }
}
