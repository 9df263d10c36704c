package io.promshard.pgw.merge;

import io.promshard.pgw.exposition.ExpositionException;
import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.snapshot.GatewaySnapshot;
import io.promshard.pgw.snapshot.Recollection;
import io.promshard.shard.membership.Member;
import io.promshard.shard.ring.KeyHash;
import io.promshard.shard.routing.RingView;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads all gateways and makes a view of what they have. For one thread at a time.
 *
 * <p>A gateway that does not answer in time is there with its last snapshot until that is too old. One that has left the ring is read
 * for as long after, if it still answers: its groups are shown until their next push comes to their new owner.
 *
 * <p>A group that is moved while gateways are read can be seen nowhere: its new gateway was read before it came, its old one after it
 * had left. So if a group is gone that the view before had, all are read once more, and whatever either round has seen counts.
 */
final class Gatherer {

    private final Supplier<RingView> ring;
    private final SnapshotSource source;
    private final Recollection recollection;
    private final Executor executor;
    private final ViewSettings settings;
    private final InstantSource clock;
    private final ViewListener listener;
    private final Map<String, GatewaySlot> slots = new TreeMap<>();

    Gatherer(
            Supplier<RingView> ring,
            SnapshotSource source,
            Recollection recollection,
            Executor executor,
            ViewSettings settings,
            InstantSource clock,
            ViewListener listener) {
        this.ring = ring;
        this.source = source;
        this.recollection = recollection;
        this.executor = executor;
        this.settings = settings;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Makes a view.
     *
     * @param before the view before; null for the first
     * @throws NoViewException if it would not be whole, though it should
     */
    View gather(@Nullable View before) throws InterruptedException {
        RingView now = ring.get();
        if (!now.known()) {
            throw new NoViewException("it is not known yet which gateways there are");
        }
        List<Round> rounds = new ArrayList<>();
        follow(now);
        rounds.add(read(now));
        if (before != null && rounds.getFirst().lost(before)) {
            rounds.add(read(now));
        }
        return view(now, rounds);
    }

    private void follow(RingView now) {
        Instant since = clock.instant();
        for (Member member : now.members()) {
            slots.computeIfAbsent(member.id(), id -> new GatewaySlot(member, source, executor, since))
                    .update(member);
        }
        Set<String> members = now.members().stream().map(Member::id).collect(Collectors.toSet());
        slots.values().forEach(slot -> slot.seen(members.contains(slot.gateway().id()), since));
        slots.values().removeIf(slot -> slot.leftBefore(since.minus(settings.staleLimit())));
    }

    private boolean isUsable(@Nullable GatewaySnapshot snapshot, Instant now) {
        return snapshot != null
                && snapshot.takenAt().plus(settings.staleLimit()).isAfter(now);
    }

    private Round read(RingView now) throws InterruptedException {
        Map<String, CompletableFuture<GatewaySnapshot>> reads = new TreeMap<>();
        List<CompletableFuture<GatewaySnapshot>> patient = new ArrayList<>();
        List<CompletableFuture<GatewaySnapshot>> hurried = new ArrayList<>();
        for (GatewaySlot slot : slots.values()) {
            CompletableFuture<GatewaySnapshot> read = slot.read();
            reads.put(slot.gateway().id(), read);
            switch (haste(now, slot)) {
                case NONE -> patient.add(read);
                case SOME -> hurried.add(read);
                case ALL -> {}
            }
        }
        await(hurried, settings.patience().toNanos());
        await(patient, Long.MAX_VALUE);
        return new Round(reads);
    }

    /** A gateway that has left is waited for until it first fails. */
    private Haste haste(RingView now, GatewaySlot slot) {
        boolean usable = isUsable(slot.last(), clock.instant());
        if (slot.hasLeft()) {
            return slot.failure() == null ? Haste.SOME : Haste.ALL;
        }
        if (isLive(now, slot)) {
            return usable ? Haste.SOME : Haste.NONE;
        }
        return usable ? Haste.ALL : Haste.SOME;
    }

    private static boolean isLive(RingView now, GatewaySlot slot) {
        int node = now.members().indexOf(slot.gateway());
        return node >= 0 && now.isLive(node);
    }

    /** Who fails has ended too. */
    private static void await(Collection<CompletableFuture<GatewaySnapshot>> reads, long nanos)
            throws InterruptedException {
        try {
            CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new)).get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException some) {
            // Each read is looked at by itself.
        }
    }

    private View view(RingView now, List<Round> rounds) {
        List<GatewaySnapshot> shown = new ArrayList<>();
        List<GatewayView> gateways = new ArrayList<>();
        Instant at = clock.instant();
        for (GatewaySlot slot : slots.values()) {
            List<GatewaySnapshot> fresh = rounds.stream()
                    .flatMap(round -> round.of(slot.gateway().id()).stream())
                    .toList();
            GatewayView gateway = fresh.isEmpty() ? silent(now, slot, at, shown) : answered(slot, fresh, shown);
            gateways.add(gateway);
        }
        try {
            List<GatewaySnapshot> recalled = new ArrayList<>();
            for (GatewaySnapshot snapshot : shown) {
                recalled.add(snapshot.recalled(recollection));
            }
            return new View(Merger.merge(recalled, siblings(now)), gateways, at);
        } catch (ExpositionException e) {
            throw new NoViewException("the gateways' answers cannot be merged: " + e.getMessage());
        }
    }

    /** Owners count alone: what others have may be long out of date. */
    private Siblings siblings(RingView now) {
        if (settings.replicas() == 1) {
            return Siblings.NONE;
        }
        double within = settings.sameWithin().toMillis() / 1_000.0;
        return (latest, gateway, older, other) -> !gateway.equals(other)
                && latest.pushTime() - older.pushTime() <= within
                && owners(now, latest.key()).containsAll(List.of(gateway, other));
    }

    private List<String> owners(RingView now, GroupingKey key) {
        return now.owners(KeyHash.of(key.canonical()), settings.replicas()).stream()
                .map(Member::id)
                .toList();
    }

    private static GatewayView answered(GatewaySlot slot, List<GatewaySnapshot> fresh, List<GatewaySnapshot> shown) {
        shown.addAll(fresh);
        GatewaySnapshot newest = fresh.getLast();
        GatewayView.State state = slot.hasLeft() ? GatewayView.State.LEFT : GatewayView.State.FRESH;
        return new GatewayView(
                slot.gateway(), state, newest.takenAt(), newest.groups().size(), null);
    }

    private GatewayView silent(RingView now, GatewaySlot slot, Instant at, List<GatewaySnapshot> shown) {
        String failure = failure(slot);
        @Nullable GatewaySnapshot last = slot.last();
        if (last != null && isUsable(last, at)) {
            shown.add(last);
            GatewayView.State state = slot.hasLeft() ? GatewayView.State.LEFT : GatewayView.State.HELD;
            return new GatewayView(
                    slot.gateway(), state, last.takenAt(), last.groups().size(), failure);
        }
        boolean expected = isLive(now, slot) || (now.inDoubt() && !slot.hasLeft());
        if (last == null && expected && slot.since().plus(settings.staleLimit()).isAfter(at)) {
            throw new NoViewException("a gateway was never read: " + failure);
        }
        return new GatewayView(slot.gateway(), GatewayView.State.MISSING, null, 0, failure);
    }

    private String failure(GatewaySlot slot) {
        String id = slot.gateway().id();
        listener.unread(id);
        @Nullable String failure = slot.failure();
        return failure == null || slot.isReading() ? id + " has not answered yet" : failure;
    }

    /** How long a scrape does not wait for a gateway. */
    private enum Haste {
        /** It waits to the end. */
        NONE,
        /** It waits for as long as patience goes. */
        SOME,
        /** It does not wait. */
        ALL
    }

    /** What each gateway answered, or was about to. */
    private static final class Round {

        private final Map<String, CompletableFuture<GatewaySnapshot>> reads;

        private Round(Map<String, CompletableFuture<GatewaySnapshot>> reads) {
            this.reads = reads;
        }

        private List<GatewaySnapshot> of(String gateway) {
            @Nullable CompletableFuture<GatewaySnapshot> read = reads.get(gateway);
            return read != null && read.isDone() && !read.isCompletedExceptionally() ? List.of(read.join()) : List.of();
        }

        /** Whether a group is nowhere that a gateway had which answered. */
        private boolean lost(View before) {
            List<GatewaySnapshot> fresh =
                    reads.keySet().stream().flatMap(id -> of(id).stream()).toList();
            for (Map.Entry<GroupingKey, MergedGroup> group : before.groups().entrySet()) {
                boolean answered = !of(group.getValue().gateway()).isEmpty();
                if (answered
                        && fresh.stream()
                                .noneMatch(snapshot -> snapshot.groups().containsKey(group.getKey()))) {
                    return true;
                }
            }
            return false;
        }
    }
}
