package io.promshard.target.handover;

import io.promshard.target.handover.EndedMove.Result;
import io.promshard.target.spec.HandoverSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Keeps the books of one step: what began, what ended, and what the limits still allow. Not thread-safe. */
final class Ledger {

    /** Who cannot be asked is given so many times the patience. */
    private static final int BENEFIT_OF_DOUBT = 5;

    private final Pending before;
    private final Instant now;
    private final HandoverSpec spec;
    private final Duration patience;
    private final int mostInFlight;
    private final List<Move> open = new ArrayList<>();
    private final List<Move> started = new ArrayList<>();
    private final List<EndedMove> ended = new ArrayList<>();
    private final Set<String> emptied = new HashSet<>();
    private final Set<String> contested = new TreeSet<>();
    private final Map<Long, Rest> rests;
    private long inFlight;

    Ledger(Pending before, int keys, Instant now, HandoverSpec spec) {
        Duration leastPatience = spec.interval().multipliedBy(3);
        this.before = before;
        this.now = now;
        this.spec = spec;
        this.patience = leastPatience.compareTo(spec.rollbackAfter()) > 0 ? leastPatience : spec.rollbackAfter();
        this.mostInFlight = (int) Math.max(spec.inFlight(), spec.inFlightShare() * keys);
        this.inFlight = before.moves().stream().filter(move -> !move.urgent()).count();
        this.rests = new HashMap<>(before.rests());
        rests.values().removeIf(rest -> rest.isForgotten(now));
    }

    /** Whether no more moves may begin but those that wait for nobody. */
    boolean isFull() {
        return inFlight >= mostInFlight;
    }

    void start(Move move) {
        started.add(move);
        inFlight += move.urgent() ? 0 : 1;
    }

    void end(Move move, Result result) {
        ended.add(new EndedMove(move, now, result));
        inFlight -= move.urgent() ? 0 : 1;
        if (result == Result.ROLLED_BACK) {
            rests.compute(
                    move.key(),
                    (key, rest) -> rest != null && rest.to().equals(move.to())
                            ? rest.again(patience, now)
                            : Rest.first(move.to(), patience, now));
        } else if (result == Result.MOVED) {
            rests.remove(move.key());
        }
    }

    /** Moves of one key that go on. Keys come in growing order. */
    void keep(Collection<Move> moves) {
        open.addAll(moves);
    }

    boolean isResting(long key, String to) {
        Rest rest = rests.get(key);
        return rest != null && rest.to().equals(to) && now.isBefore(rest.until());
    }

    /** Whether a batch of removals from that collector is due. */
    boolean mayTakeFrom(String collector) {
        Instant last = before.removals().get(collector);
        return last == null || !now.isBefore(last.plus(spec.batch()));
    }

    void tookFrom(String collector) {
        emptied.add(collector);
    }

    /** Their reports decide which of them a key is taken from. */
    void contest(Collection<String> collectors) {
        contested.addAll(collectors);
    }

    boolean isOverdue(Move move, boolean answered) {
        return !now.isBefore(move.written().plus(answered ? patience : patience.multipliedBy(BENEFIT_OF_DOUBT)));
    }

    List<Move> started() {
        return started;
    }

    List<EndedMove> ended() {
        return ended;
    }

    /** What is under way afterwards. */
    Pending pending() {
        Map<String, Instant> removals = new HashMap<>(before.removals());
        removals.values().removeIf(last -> !now.isBefore(last.plus(spec.batch())));
        emptied.forEach(collector -> removals.put(collector, now));
        return new Pending(List.copyOf(open), Map.copyOf(removals), Map.copyOf(rests), Set.copyOf(contested));
    }
}
