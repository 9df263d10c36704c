package io.promshard.pgw.upkeep;

import io.promshard.pgw.board.Board;
import io.promshard.pgw.board.BoardException;
import io.promshard.pgw.board.Note;
import io.promshard.pgw.board.Topic;
import io.promshard.pgw.hold.Hold;
import io.promshard.pgw.hold.Holds;
import io.promshard.pgw.hold.Place;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds of all routers: what one of them holds, all do as soon as they have heard of it. Thread-safe. */
public final class SharedHolds {

    private static final Logger log = LoggerFactory.getLogger(SharedHolds.class);

    private final Board board;
    private final Holds holds;
    private final Duration limit;
    private final RandomGenerator random;
    private final Map<String, Hold> others = new HashMap<>();

    /** Ours, and whether each is still in force: our view of the board may show one for a moment that is over. */
    private final Map<String, Boolean> own = new HashMap<>();

    public SharedHolds(Board board, Holds holds, Duration limit, RandomGenerator random) {
        this.board = board;
        this.holds = holds;
        this.limit = limit;
        this.random = random;
    }

    /** Begins to hold what others do. */
    public void start() {
        board.subscribe(this::follow);
    }

    /** Must be closed. */
    Held place(Set<Place> places) throws BoardException, InterruptedException {
        String name = Long.toHexString(random.nextLong());
        Held held = new Held(name, holds.place(places, limit));
        own(name, true);
        try {
            board.write(new Note(Topic.HOLD, name), HeldPlaces.write(places));
        } catch (BoardException | RuntimeException e) {
            held.close();
            throw e;
        }
        return held;
    }

    private synchronized void own(String name, boolean inForce) {
        own.put(name, inForce);
    }

    private synchronized void follow() {
        Set<String> names = board.names(Topic.HOLD);
        own.entrySet().removeIf(each -> !each.getValue() && !names.contains(each.getKey()));
        for (String name : names) {
            if (!own.containsKey(name)) {
                others.computeIfAbsent(
                        name, fresh -> holds.place(HeldPlaces.read(board.read(new Note(Topic.HOLD, name))), limit));
            }
        }
        others.entrySet().removeIf(each -> isGone(each, names));
    }

    private boolean isGone(Map.Entry<String, Hold> other, Set<String> names) {
        if (names.contains(other.getKey())) {
            return false;
        }
        holds.release(other.getValue());
        return true;
    }

    /** Removes what others left behind that died: theirs that are over. Any router may hold, not the leader alone. */
    void clear() throws BoardException, InterruptedException {
        List<Note> old;
        synchronized (this) {
            old = others.entrySet().stream()
                    .filter(other -> other.getValue().left() <= 0)
                    .map(other -> new Note(Topic.HOLD, other.getKey()))
                    .toList();
        }
        board.remove(old);
    }

    /** A hold in force. */
    final class Held implements AutoCloseable {

        private final String name;
        private final Hold hold;

        private Held(String name, Hold hold) {
            this.name = name;
            this.hold = hold;
        }

        Hold hold() {
            return hold;
        }

        /** Here at once; elsewhere when they hear of it, or by itself. */
        @Override
        public void close() {
            holds.release(hold);
            own(name, false);
            try {
                board.remove(List.of(new Note(Topic.HOLD, name)));
            } catch (BoardException e) {
                log.warn("a hold is left to end by itself: {}", e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
