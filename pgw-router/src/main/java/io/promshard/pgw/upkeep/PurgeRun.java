package io.promshard.pgw.upkeep;

import io.promshard.pgw.board.BoardException;
import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.hold.Hold;
import io.promshard.pgw.hold.Place;
import io.promshard.pgw.ledger.GroupId;
import io.promshard.pgw.ledger.Sweep;
import io.promshard.pgw.reconcile.Mode;
import io.promshard.shard.membership.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Carries out one {@link Purge}: lists all gateways; has routers hold pushes of what is to go, lists again, and deletes what nobody pushed
 * meanwhile; then lists once more, to see what is left. For one thread.
 */
final class PurgeRun {

    /** After that nothing new is begun. */
    private static final Duration WITHIN = Duration.ofSeconds(60);

    /** Copies under one hold: what fits into a note, and what can be deleted in its time. */
    private static final int BATCH = 10_000;

    /** Copies may be moved while others are deleted; a second pass finds them. */
    private static final int PASSES = 3;

    /** A gateway deletes soon after it says so. */
    private static final int LOOKS = 5;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final UpkeepParts parts;
    private final Lister lister;
    private final Predicate<String> clockIsRight;
    private final Purge order;
    private final Shares shares;
    private final PurgeOutcome outcome = new PurgeOutcome();
    private final double at;
    private final long end;

    PurgeRun(UpkeepParts parts, Lister lister, Predicate<String> clockIsRight, Purge order) {
        this.parts = parts;
        this.lister = lister;
        this.clockIsRight = clockIsRight;
        this.order = order;
        this.shares = new Shares(parts.nanos(), parts.surroundings().sleeper());
        this.at = parts.surroundings().clock().millis() / 1_000.0;
        this.end = parts.nanos().getAsLong() + WITHIN.toNanos();
    }

    PurgeReport run() throws BoardException, InterruptedException {
        Listing first = list();
        Targets targets = new Targets(first, order, pushedBefore(Double.POSITIVE_INFINITY), parts.ledger());
        outcome.matched(targets.keys(), targets.on(first));
        outcome.silent(first.silent());
        if (order.dryRun()) {
            return outcome.intended(first.asked().keySet());
        }
        boolean remembered = remember(first);
        Listing last = purged(order.wipes() ? wiped(first, targets) : first, targets);
        outcome.silent(last.silent());
        Set<GroupingKey> deleted = outcome.deleted(targets.on(last));
        if (!deleted.isEmpty()) {
            parts.listener().groupsDeleted(UpkeepListener.Cause.ADMIN, deleted);
        }
        return outcome.report(last, targets, remembered);
    }

    private double pushedBefore(double otherwise) {
        return order.olderThan().map(age -> at - age.toMillis() / 1_000.0).orElse(otherwise);
    }

    /** How old a group is can be told only by a clock that is right. */
    private Listing list() throws InterruptedException {
        Listing listing = lister.list();
        return order.olderThan().isEmpty()
                ? listing
                : listing.only(clockIsRight, "its clock is wrong, so nobody knows how old its groups are");
    }

    /** What was not listed is known by the order alone. Returns whether what is left goes by itself. */
    private boolean remember(Listing first) throws BoardException, InterruptedException {
        boolean unknown = order.wipes() || !first.silent().isEmpty();
        if (unknown && parts.settings().mode() != Mode.OFF) {
            parts.ledger().swept(new Sweep(order.selection(), pushedBefore(at), at));
        }
        return parts.settings().acts();
    }

    private Listing wiped(Listing first, Targets targets) throws InterruptedException {
        Set<String> emptied = ConcurrentHashMap.newKeySet();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            first.asked().values().forEach(gateway -> threads.execute(() -> wipe(gateway, emptied)));
        }
        outcome.emptied(emptied);
        return gone(targets);
    }

    /** What could not be wiped is deleted group by group. */
    private void wipe(Member gateway, Set<String> emptied) {
        try {
            if (parts.store().wipe(gateway)) {
                emptied.add(gateway.id());
            }
        } catch (StoreException e) {
            outcome.trouble(gateway.id());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns what is listed in the end. */
    private Listing purged(Listing before, Targets targets) throws InterruptedException {
        Listing last = before;
        for (int pass = 0; pass < PASSES; pass++) {
            List<Spot> left = new ArrayList<>(targets.on(last));
            left.removeIf(outcome::isDone);
            if (left.isEmpty() || isOver()) {
                break;
            }
            for (int from = 0; from < left.size() && !isOver(); from += BATCH) {
                purge(left.subList(from, Math.min(left.size(), from + BATCH)), targets);
            }
            last = gone(targets);
        }
        return last;
    }

    private boolean isOver() {
        return parts.nanos().getAsLong() - end >= 0;
    }

    private void purge(List<Spot> batch, Targets targets) throws InterruptedException {
        Set<Place> places = batch.stream().flatMap(Spot::places).collect(Collectors.toSet());
        try (SharedHolds.Held held = parts.shared().place(places)) {
            parts.surroundings().sleeper().sleep(parts.settings().settle());
            List<Spot> free = new ArrayList<>(batch);
            free.removeIf(spot -> !spot.places().allMatch(parts.holds()::isFree));
            Listing now = list();
            bury(batch, targets);
            Set<Spot> there = new HashSet<>(targets.on(now));
            there.retainAll(free);
            delete(there, now.asked(), held.hold());
        } catch (BoardException e) {
            batch.forEach(spot -> outcome.failed(spot, "other routers cannot be told: " + e.getMessage()));
        }
    }

    /** What comes back with a gateway that was away is not newer. */
    private void bury(List<Spot> batch, Targets targets) {
        if (parts.settings().mode() == Mode.OFF) {
            return;
        }
        for (Spot spot : batch) {
            spot.keys().forEach(key -> parts.ledger().deleted(GroupId.of(key), targets.upTo(spot.key())));
        }
    }

    private void delete(Set<Spot> spots, Map<String, Member> gateways, Hold hold) throws InterruptedException {
        Map<String, List<Spot>> byGateway =
                spots.stream().collect(Collectors.groupingBy(Spot::gateway, TreeMap::new, Collectors.toList()));
        shares.work(byGateway, parts.settings().deletesPerSecond(), hold, spot -> {
            Member gateway = gateways.get(spot.gateway());
            if (gateway != null && !outcome.isGivenUp(spot.gateway())) {
                delete(spot, gateway);
            }
        });
    }

    private void delete(Spot spot, Member gateway) throws InterruptedException {
        try {
            for (GroupingKey key : spot.keys()) {
                parts.store().delete(gateway, key);
            }
            outcome.done(spot);
        } catch (StoreException e) {
            outcome.failed(spot, String.valueOf(e.getMessage()));
            outcome.trouble(spot.gateway());
        }
    }

    private Listing gone(Targets targets) throws InterruptedException {
        Listing now = list();
        for (int look = 1; look < LOOKS && targets.on(now).stream().anyMatch(outcome::isDone); look++) {
            parts.surroundings().sleeper().sleep(BETWEEN_LOOKS);
            now = list();
        }
        return now;
    }
}
