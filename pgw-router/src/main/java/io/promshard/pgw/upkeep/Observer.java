package io.promshard.pgw.upkeep;

import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.ledger.GroupId;
import io.promshard.pgw.ledger.Ledger;
import io.promshard.pgw.reconcile.Content;
import io.promshard.pgw.reconcile.Copy;
import io.promshard.pgw.reconcile.Sighting;
import io.promshard.pgw.reconcile.Standing;
import io.promshard.pgw.reconcile.TtlRules;
import io.promshard.pgw.routing.PushRouter;
import io.promshard.shard.membership.Member;
import io.promshard.shard.ring.KeyHash;
import io.promshard.shard.routing.RingView;
import io.promshard.shard.routing.RingViews;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/** Reads all gateways, each on a thread of its own, and says what is known of each group. */
final class Observer {

    private final GatewayStore store;
    private final RingViews views;
    private final Fleet fleet;
    private final Ledger ledger;
    private final Predicate<String> clockIsRight;
    private final int replicas;
    private final TtlRules ttl;
    private final Clock clock;

    /** @param clockIsRight whether a gateway's clock is near enough to ours */
    Observer(
            GatewayStore store,
            RingViews views,
            Fleet fleet,
            Ledger ledger,
            Predicate<String> clockIsRight,
            int replicas,
            TtlRules ttl,
            Clock clock) {
        this.store = store;
        this.views = views;
        this.fleet = fleet;
        this.ledger = ledger;
        this.clockIsRight = clockIsRight;
        this.replicas = replicas;
        this.ttl = ttl;
        this.clock = clock;
    }

    Observation observe() throws InterruptedException {
        double now = clock.millis() / 1_000.0;
        return sight(read(), now);
    }

    /** What has been read before, in the light of what is known now. */
    Observation sight(Reading reading, double now) {
        RingView view = views.current();
        Map<GroupingKey, List<Copy>> copies = new LinkedHashMap<>();
        Map<GroupingKey, Double> touched = new HashMap<>();
        Map<GroupingKey, Boolean> clear = new HashMap<>();
        reading.stored()
                .forEach((gateway, groups) -> groups.values().forEach(group -> {
                    double pushedAt = ledger.pushedAt(GroupId.of(group.key()), group.pushTime());
                    copies.computeIfAbsent(group.key(), key -> new ArrayList<>(2))
                            .add(new Copy(gateway, pushedAt, group.pushTime(), content(group)));
                    touched.merge(group.key(), touchedAt(group, pushedAt), Math::max);
                    clear.merge(group.key(), group.exact() && clockIsRight.test(gateway), Boolean::logicalAnd);
                }));
        List<Sighting> sightings = new ArrayList<>(copies.size());
        int unclear = 0;
        for (Map.Entry<GroupingKey, List<Copy>> entry : copies.entrySet()) {
            if (clear.getOrDefault(entry.getKey(), false)) {
                double touchedAt = touched.getOrDefault(entry.getKey(), Sighting.NEVER);
                sightings.add(sighting(entry.getKey(), entry.getValue(), touchedAt, view));
            } else {
                unclear++;
            }
        }
        return new Observation(reading, sightings, now, unclear);
    }

    /** A group of which no push ever succeeded is as old as the last that failed. */
    private static double touchedAt(StoredGroup group, double pushedAt) {
        return pushedAt > 0 ? pushedAt : group.failureTime();
    }

    /** Costs a copy of its bytes. */
    private Content content(StoredGroup group) {
        return replicas == 1 ? Content.UNSEEN : new Content(KeyHash.of(group.body()), group.families());
    }

    private Sighting sighting(GroupingKey key, List<Copy> copies, double touchedAt, RingView view) {
        List<String> owners = view.owners(PushRouter.hash(key), replicas).stream()
                .map(Member::id)
                .toList();
        double oldest = copies.stream().mapToDouble(Copy::pushedAt).min().orElse(0);
        return new Sighting(key, owners, copies, ledger.deletedAt(key, oldest), ttl.expiryOf(key, touchedAt));
    }

    Reading read() throws InterruptedException {
        Map<String, Fleet.Seat> seats = fleet.seats(views.current());
        Map<Fleet.Seat, Future<Map<GroupingKey, StoredGroup>>> answers = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            seats.values().forEach(seat -> answers.put(seat, threads.submit(() -> store.read(seat.gateway()))));
            return collect(answers);
        }
    }

    private static Reading collect(Map<Fleet.Seat, Future<Map<GroupingKey, StoredGroup>>> answers)
            throws InterruptedException {
        Map<String, Member> gateways = new LinkedHashMap<>();
        Map<String, Standing> standings = new HashMap<>();
        Map<String, Map<GroupingKey, StoredGroup>> stored = new LinkedHashMap<>();
        Map<String, String> unread = new HashMap<>();
        for (Map.Entry<Fleet.Seat, Future<Map<GroupingKey, StoredGroup>>> answer : answers.entrySet()) {
            Member gateway = answer.getKey().gateway();
            try {
                stored.put(gateway.id(), answer.getValue().get());
                gateways.put(gateway.id(), gateway);
                standings.put(gateway.id(), answer.getKey().standing());
            } catch (ExecutionException e) {
                unread.put(gateway.id(), reason(e));
            }
        }
        return new Reading(gateways, standings, stored, unread);
    }

    private static String reason(ExecutionException failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure.toString() : String.valueOf(cause.getMessage());
    }
}
