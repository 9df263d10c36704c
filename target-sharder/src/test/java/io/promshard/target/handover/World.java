package io.promshard.target.handover;

import io.promshard.shard.labels.Labels;
import io.promshard.shard.membership.Health;
import io.promshard.shard.membership.Member;
import io.promshard.shard.membership.MembershipView;
import io.promshard.shard.membership.SourceState;
import io.promshard.target.assign.Assignment;
import io.promshard.target.collector.CollectorState;
import io.promshard.target.collector.CollectorStates;
import io.promshard.target.model.Collector;
import io.promshard.target.model.Target;
import io.promshard.target.model.TargetSet;
import io.promshard.target.report.Reports;
import io.promshard.target.spec.CollectorsSpec;
import io.promshard.target.spec.HandoverSpec;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Collectors, targets, a membership and a sharder in virtual time. It knows who really scrapes what, and notes each breach of what a
 * hand-over promises.
 */
final class World {

    static final long INTERVAL = 5_000;
    static final long STEP = 250;

    /** A fault may be seen so late. */
    private static final long KNOWN_AFTER = 8_000;

    static final HandoverSpec HANDOVER =
            new HandoverSpec(Duration.ofMillis(INTERVAL), 40, 0.1, Duration.ofSeconds(1), Duration.ofSeconds(60));
    static final CollectorsSpec COLLECTORS = new CollectorsSpec(
            "scrapers", List.of(), 2, Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofHours(1));

    /** What steps the layout: the real one, or a wrong one. */
    interface Stepper {
        Step step(
                Layout before,
                Assignment desired,
                Presence present,
                CollectorStates states,
                Reports reports,
                Instant now,
                HandoverSpec spec);
    }

    final SplittableRandom random;
    private final Stepper stepper;
    private final int replicas;

    final Map<String, SimulatedCollector> collectors = new TreeMap<>();
    final Map<String, Health> checks = new TreeMap<>();
    final Set<Long> present = new TreeSet<>();
    final Set<Long> up = new HashSet<>();
    final Set<String> drains = new HashSet<>();
    boolean sourceLost;
    long salt;

    long now = 1_000_000_000_000L;
    Layout layout = Layout.EMPTY;
    CollectorStates states = CollectorStates.NONE;
    Reports reports = Reports.NONE;
    Assignment desired = Assignment.NONE;
    private TargetSet targets = TargetSet.EMPTY;
    private List<Object> decidedOn = List.of();

    final List<String> breaches = new ArrayList<>();
    final List<EndedMove> ended = new ArrayList<>();
    final Map<Long, Long> lastSuccess = new HashMap<>();
    final Map<Long, Long> lastFault = new HashMap<>();
    long longestDistance;

    long scrapes;

    World(long seed, int replicas, Stepper stepper) {
        this.random = new SplittableRandom(seed);
        this.replicas = replicas;
        this.stepper = stepper;
    }

    void addCollector(String id) {
        collectors.put(id, new SimulatedCollector(id, random.split()));
        checks.put(id, Health.PASSING);
    }

    void addTarget(long key) {
        present.add(key);
        up.add(key);
        lastSuccess.remove(key);
    }

    void removeTarget(long key) {
        present.remove(key);
        up.remove(key);
        lastSuccess.remove(key);
    }

    void fault(long key) {
        lastFault.put(key, now);
    }

    /** One that is called dead and does not answer cannot be known to scrape: that is a fault as good as any. */
    void fault(SimulatedCollector collector) {
        collector.due.keySet().forEach(this::fault);
        collector.list.forEach(this::fault);
    }

    void run(long millis) {
        for (long end = now + millis; now < end; now += STEP) {
            for (SimulatedCollector collector : collectors.values()) {
                collector.advance(now, STEP, INTERVAL, up).forEach(key -> scraped(collector, key));
            }
            if (now % 1_000 == 0) {
                ask();
                decide();
            }
        }
    }

    /** What a former holder still scrapes, since its lists are not delivered while it is dead, is luck. */
    private void scraped(SimulatedCollector by, long key) {
        scrapes++;
        if (!layout.holders(key).contains(by.id)) {
            return;
        }
        Long before = lastSuccess.put(key, now);
        if (before != null && lastFault.getOrDefault(key, 0L) < before - KNOWN_AFTER) {
            longestDistance = Math.max(longestDistance, now - before);
            if (now - before > INTERVAL * 105 / 100) {
                breaches.add("at " + now + " key " + key + " had not been scraped for " + (now - before) + " ms");
            }
        }
    }

    private boolean worksAt(String collector, long key) {
        SimulatedCollector at = collectors.get(collector);
        return at != null && at.works(key, up);
    }

    private void ask() {
        boolean all = now % 30_000 == 0;
        for (SimulatedCollector collector : collectors.values()) {
            if (all || layout.awaited().contains(collector.id)) {
                reports = collector.running && collector.answers
                        ? reports.with(collector.report(instant()))
                        : reports.failed(collector.id, instant(), "no answer");
            }
        }
    }

    private void decide() {
        List<Member> members = checks.entrySet().stream()
                .map(check -> new Member(
                        check.getKey(), URI.create("http://" + check.getKey()), 1, check.getValue(), Map.of()))
                .toList();
        SourceState source = sourceLost
                ? new SourceState.Lost(instant(), "cut off")
                : new SourceState.InSync(Instant.ofEpochMilli(0));
        states = states.step(
                MembershipView.of(members, 1), source, drains, layout.counts().keySet(), instant(), COLLECTORS);
        collectors.values().stream()
                .filter(collector ->
                        !collector.answers && !states.state(collector.id).scrapes())
                .forEach(this::fault);
        List<Object> asked = List.of(Set.copyOf(present), states.counting(), salt);
        if (!asked.equals(decidedOn)) {
            decidedOn = asked;
            desired = states.counting().isEmpty() ? desired : assigned(states.counting());
            targets = TargetSet.of(present.stream()
                    .map(key -> new Target("job", Labels.EMPTY, Labels.EMPTY, key))
                    .toList());
        }
        Step step = stepper.step(layout, desired, Presence.of(targets), states, reports, instant(), HANDOVER);
        check(layout, step);
        layout = step.after();
        publish();
    }

    private void publish() {
        Map<String, Set<Long>> lists = new HashMap<>();
        for (int i = 0; i < layout.size(); i++) {
            for (String holder : layout.at(i)) {
                lists.computeIfAbsent(holder, h -> new TreeSet<>()).add(layout.key(i));
            }
        }
        for (SimulatedCollector collector : collectors.values()) {
            if (states.state(collector.id).written()) {
                collector.list = lists.getOrDefault(collector.id, new TreeSet<>());
            }
        }
    }

    private void check(Layout before, Step step) {
        Layout after = step.after();
        for (int i = 0; i < before.size(); i++) {
            long key = before.key(i);
            List<String> holders = after.holders(key);
            for (String gone : before.at(i)) {
                if (!holders.contains(gone) && present.contains(key)) {
                    checkRemoval(key, gone, holders);
                }
            }
        }
        int most = replicas + 1;
        for (int i = 0; i < after.size(); i++) {
            if (after.at(i).size() > Math.max(most, before.holders(after.key(i)).size())) {
                breaches.add("at " + now + " key " + after.key(i) + " is held by " + after.at(i));
            }
        }
        long planned = after.moves().stream().filter(move -> !move.urgent()).count();
        long plannedBefore =
                before.moves().stream().filter(move -> !move.urgent()).count();
        if (planned
                > Math.max(plannedBefore, Math.max(HANDOVER.inFlight(), (long)
                        (HANDOVER.inFlightShare() * present.size())))) {
            breaches.add("at " + now + " " + planned + " moves are in flight");
        }
        ended.addAll(step.ended());
    }

    private void checkRemoval(long key, String from, List<String> left) {
        boolean faulty = lastFault.getOrDefault(key, 0L) > now - KNOWN_AFTER;
        if (worksAt(from, key) && !faulty && left.stream().noneMatch(holder -> worksAt(holder, key))) {
            breaches.add("at " + now + " key " + key + " was taken from " + from + ", which scraped it, and left to "
                    + left);
        }
    }

    /** By rendezvous hashing, so that the salt changes all. */
    private Assignment assigned(List<Collector> counting) {
        List<String> ids = counting.stream().map(Collector::id).toList();
        long[] keys = present.stream().mapToLong(key -> key).toArray();
        int owners = Math.min(replicas, ids.size());
        int[] starts = new int[keys.length + 1];
        int[] chosen = new int[keys.length * owners];
        for (int i = 0; i < keys.length; i++) {
            long key = keys[i];
            List<Integer> ranked = new ArrayList<>();
            for (int n = 0; n < ids.size(); n++) {
                ranked.add(n);
            }
            ranked.sort(Comparator.comparingLong(n -> mix(key, ids.get(n))));
            for (int n = 0; n < owners; n++) {
                chosen[i * owners + n] = ranked.get(n);
            }
            starts[i + 1] = (i + 1) * owners;
        }
        Arrays.sort(keys);
        return new Assignment(ids, keys, starts, chosen, List.of());
    }

    private long mix(long key, String id) {
        return new SplittableRandom(key * 1_000_003 + id.hashCode() * 7919L + salt).nextLong();
    }

    /** What is wrong once the world has been left alone for long. */
    List<String> leftovers() {
        List<String> wrong = new ArrayList<>();
        if (!layout.moves().isEmpty()) {
            wrong.add("still moving: " + layout.moves());
        }
        for (int i = 0; i < desired.size(); i++) {
            Set<String> held = new TreeSet<>(layout.holders(desired.key(i)));
            if (!held.equals(new TreeSet<>(desired.at(i)))) {
                wrong.add("key " + desired.key(i) + " is held by " + held + " instead of " + desired.at(i));
            }
        }
        for (SimulatedCollector collector : collectors.values()) {
            CollectorState state = states.state(collector.id);
            if (collector.running && state.written() && !collector.due.keySet().equals(collector.list)) {
                wrong.add(collector.id + " scrapes " + collector.due.keySet() + " instead of " + collector.list);
            }
        }
        return wrong;
    }

    private Instant instant() {
        return Instant.ofEpochMilli(now);
    }
}
