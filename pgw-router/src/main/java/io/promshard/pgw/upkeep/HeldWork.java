package io.promshard.pgw.upkeep;

import io.promshard.pgw.board.BoardException;
import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.hold.Hold;
import io.promshard.pgw.hold.Holds;
import io.promshard.pgw.hold.Place;
import io.promshard.pgw.ledger.GroupId;
import io.promshard.pgw.ledger.Ledger;
import io.promshard.pgw.reconcile.Action;
import io.promshard.pgw.reconcile.Action.Delete;
import io.promshard.pgw.reconcile.Action.Move;
import io.promshard.pgw.reconcile.Rules;
import io.promshard.pgw.reconcile.Standing;
import io.promshard.pgw.routing.PushRouter;
import io.promshard.shard.loop.Sleeper;
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
        Set<Place> places = actions.stream().flatMap(HeldWork::places).collect(Collectors.toSet());
        try (SharedHolds.Held held = shared.place(places)) {
            if (places.stream().anyMatch(place -> isPushed(place, before))) {
                sleeper.sleep(settle);
            }
            Set<Place> free = places.stream().filter(holds::isFree).collect(Collectors.toSet());
            Observation seen = observer.observe();
            List<Move> moves = allowed(seen, Move.class, free);
            Observation last = moves.isEmpty() ? seen : move(moves, seen, held.hold());
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

    private static Stream<Place> places(Action action) {
        long hash = PushRouter.hash(action.key());
        return action.gateways().stream().map(gateway -> new Place(hash, gateway));
    }

    private <A extends Action> List<A> allowed(Observation seen, Class<A> kind, Set<Place> free) {
        return seen.plan(rules).actions().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(action -> places(action).allMatch(free::contains))
                .filter(refusals::allow)
                .toList();
    }

    private Observation move(List<Move> moves, Observation source, Hold hold) throws InterruptedException {
        Set<Move> taken = hands.move(moves, source.reading(), hold);
        Reading arrived = awaitArrival(taken, source.reading());
        for (Move move : taken) {
            StoredGroup there = arrived.group(move.target(), move.key());
            if (there != null && isCopy(there, move, source.reading())) {
                ledger.moved(
                        GroupId.of(move.key()), there.pushTime(), move.from().pushedAt());
                refusals.taken(move);
                listener.moved(move);
            } else {
                listener.failed(move, "what " + move.target() + " has is not what it was given");
                refusals.refused(move);
            }
        }
        moves.stream().filter(move -> !taken.contains(move)).forEach(refusals::refused);
        return observer.sight(arrived, source.now());
    }

    private Reading awaitArrival(Set<Move> taken, Reading before) throws InterruptedException {
        Reading now = observer.read();
        for (int look = 1; look < LOOKS && !haveArrived(taken, before, now); look++) {
            sleeper.sleep(BETWEEN_LOOKS);
            now = observer.read();
        }
        return now;
    }

    private static boolean haveArrived(Set<Move> taken, Reading before, Reading now) {
        return taken.stream().allMatch(move -> hasChanged(move, before, now));
    }

    private static boolean hasChanged(Move move, Reading before, Reading now) {
        StoredGroup old = before.group(move.target(), move.key());
        StoredGroup fresh = now.group(move.target(), move.key());
        return fresh != null && (old == null || old.pushTime() != fresh.pushTime());
    }

    private static boolean isCopy(StoredGroup there, Move move, Reading source) {
        StoredGroup original = source.group(move.from().gateway(), move.key());
        return original != null && Arrays.equals(there.body(), original.body());
    }
}
