package io.promshard.pgw.upkeep;

import io.promshard.pgw.board.BoardException;
import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.hold.Hold;
import io.promshard.pgw.hold.Holds;
import io.promshard.pgw.hold.Place;
import io.promshard.pgw.ledger.GroupId;
import io.promshard.pgw.ledger.Ledger;
import io.promshard.pgw.reconcile.Action;
import io.promshard.pgw.reconcile.Action.Complete;
import io.promshard.pgw.reconcile.Action.Delete;
import io.promshard.pgw.reconcile.Action.Move;
import io.promshard.pgw.reconcile.Action.Transfer;
import io.promshard.pgw.reconcile.Rules;
import io.promshard.pgw.reconcile.Standing;
import io.promshard.pgw.routing.PushRouter;
import io.promshard.shard.loop.Sleeper;
import io.promshard.shard.membership.Member;
import io.promshard.shard.routing.RingViews;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Carries out what was decided so that no push is overwritten and none deleted: has routers hold pushes to the places concerned, waits until
 * none is under way there, looks again, and does only what is decided once more on what it sees then. What was moved is looked at in its
 * new place before the old one is given up.
 */
final class HeldWork {

    /** A gateway that does not check what it takes says so before it has stored it. */
    private static final int LOOKS = 5;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Observer observer;
    private final Rules rules;
    private final RingViews views;
    private final SharedHolds shared;
    private final Holds holds;
    private final Ledger ledger;
    private final Hands hands;
    private final Refusals refusals;
    private final UpkeepListener listener;
    private final Duration settle;
    private final Sleeper sleeper;

    HeldWork(UpkeepParts parts, Observer observer, Rules rules, Hands hands, Refusals refusals) {
        this.observer = observer;
        this.rules = rules;
        this.views = parts.views();
        this.shared = parts.shared();
        this.holds = parts.holds();
        this.ledger = parts.ledger();
        this.hands = hands;
        this.refusals = refusals;
        this.listener = parts.listener();
        this.settle = parts.settings().settle();
        this.sleeper = parts.surroundings().sleeper();
    }

    /** @param before the observation that led to the actions */
    void carryOut(Collection<Action> actions, Observation before) throws BoardException, InterruptedException {
        Set<Place> places = actions.stream().flatMap(this::places).collect(Collectors.toSet());
        try (SharedHolds.Held held = shared.place(places)) {
            if (places.stream().anyMatch(place -> isPushed(place, before))) {
                sleeper.sleep(settle);
            }
            Set<Place> free = places.stream().filter(holds::isFree).collect(Collectors.toSet());
            Observation seen = observer.observe();
            List<Transfer> transfers = allowed(seen, Transfer.class, free);
            Observation last = transfers.isEmpty() ? seen : transfer(transfers, seen, held.hold());
            List<Delete> deletes = allowed(last, Delete.class, free);
            tellExpired(deletes, hands.delete(deletes, last.reading(), held.hold()));
        }
    }

    /** A group is gone when all of its copies are. */
    private void tellExpired(List<Delete> meant, Set<Delete> done) {
        Set<GroupingKey> gone = new HashSet<>();
        done.stream().filter(HeldWork::isExpired).forEach(delete -> gone.add(delete.key()));
        meant.stream()
                .filter(delete -> isExpired(delete) && !done.contains(delete))
                .forEach(delete -> gone.remove(delete.key()));
        if (!gone.isEmpty()) {
            listener.groupsDeleted(UpkeepListener.Cause.TTL, gone);
        }
    }

    private static boolean isExpired(Delete delete) {
        return delete.reason() == Action.Reason.EXPIRED;
    }

    /** To one in quarantine nobody pushes anyway. */
    private static boolean isPushed(Place place, Observation before) {
        return before.reading().standings().get(place.gateway()) != Standing.QUARANTINED;
    }

    /**
     * A group that is copied is held everywhere: should the ring change meanwhile, a push would go elsewhere and be older than the copy that
     * is made of what was there before it.
     */
    private Stream<Place> places(Action action) {
        long hash = PushRouter.hash(action.key());
        Stream<String> gateways = action.gateways().stream();
        Stream<String> all = switch (action) {
            case Delete delete -> gateways;
            case Transfer transfer ->
                Stream.concat(gateways, views.current().members().stream().map(Member::id));
        };
        return all.map(gateway -> new Place(hash, gateway)).distinct();
    }

    private <A extends Action> List<A> allowed(Observation seen, Class<A> kind, Set<Place> free) {
        return seen.plan(rules).actions().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(action -> places(action).allMatch(free::contains))
                .filter(refusals::allow)
                .toList();
    }

    private Observation transfer(List<Transfer> transfers, Observation source, Hold hold) throws InterruptedException {
        Set<Transfer> taken = hands.transfer(transfers, source.reading(), hold);
        Reading arrived = awaitArrival(taken, source.reading());
        for (Transfer transfer : taken) {
            StoredGroup there = arrived.group(transfer.target(), transfer.key());
            if (there != null && hasArrived(there, transfer, source.reading())) {
                ledger.moved(GroupId.of(transfer.key()), there.pushTime(), transfer.pushedAt());
                refusals.taken(transfer);
                listener.transferred(transfer);
            } else {
                listener.failed(transfer, "what " + transfer.target() + " has is not what it was given");
                refusals.refused(transfer);
            }
        }
        return observer.sight(arrived, source.now());
    }

    private Reading awaitArrival(Set<Transfer> taken, Reading before) throws InterruptedException {
        Reading now = observer.read();
        for (int look = 1; look < LOOKS && !haveArrived(taken, before, now); look++) {
            sleeper.sleep(BETWEEN_LOOKS);
            now = observer.read();
        }
        return now;
    }

    private static boolean haveArrived(Set<Transfer> taken, Reading before, Reading now) {
        return taken.stream().allMatch(transfer -> hasChanged(transfer, before, now));
    }

    private static boolean hasChanged(Transfer transfer, Reading before, Reading now) {
        StoredGroup old = before.group(transfer.target(), transfer.key());
        StoredGroup fresh = now.group(transfer.target(), transfer.key());
        return fresh != null && (old == null || old.pushTime() != fresh.pushTime());
    }

    private static boolean hasArrived(StoredGroup there, Transfer transfer, Reading source) {
        StoredGroup original = source.group(transfer.from().gateway(), transfer.key());
        return original != null
                && switch (transfer) {
                    case Move move -> Arrays.equals(there.body(), original.body());
                    case Complete complete -> there.families().containsAll(original.families());
                };
    }
}
