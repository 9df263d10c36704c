package io.promshard.pgw.hold;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The holds in force, and the pushes under way. Thread-safe; while nothing is held a push pays for a look at an empty list and a count.
 *
 * <p>A push counts itself in before it looks whether its place is held, and who places a hold looks for pushes under way afterwards. So
 * one of the two sees the other.
 */
public final class Holds {

    private final LongSupplier nanos;
    private final List<Hold> holds = new CopyOnWriteArrayList<>();
    private final Map<Place, Integer> underWay = new ConcurrentHashMap<>();

    /** @param nanos a clock that only goes forward, as {@link System#nanoTime} */
    public Holds(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** From now on no push enters there, until it is released or the time is over. Those under way go on: see {@link #isFree}. */
    public Hold place(Set<Place> places, Duration limit) {
        Hold hold = new Hold(places, nanos.getAsLong() + limit.toNanos(), nanos);
        holds.removeIf(Hold::isOver);
        holds.add(hold);
        return hold;
    }

    public void release(Hold hold) {
        hold.release();
        holds.remove(hold);
    }

    /** Whether no push that entered there is still under way. */
    public boolean isFree(Place place) {
        return !underWay.containsKey(place);
    }

    /** Waits while the place is held and counts a push in, until {@link #leave}. An interrupt ends the waiting. */
    public void enter(Place place) {
        underWay.merge(place, 1, Integer::sum);
        for (Hold hold = holdOf(place); hold != null; hold = holdOf(place)) {
            leave(place);
            boolean waited = isWaitedFor(hold);
            underWay.merge(place, 1, Integer::sum);
            if (!waited) {
                return;
            }
        }
    }

    /** The push that entered there is answered. */
    public void leave(Place place) {
        underWay.computeIfPresent(place, (key, count) -> count == 1 ? null : count - 1);
    }

    /** Waits while the place is held, for a push that goes there by itself. */
    public void await(Place place) {
        Hold hold = holdOf(place);
        while (hold != null && isWaitedFor(hold)) {
            hold = holdOf(place);
        }
    }

    private @Nullable Hold holdOf(Place place) {
        for (Hold hold : holds) {
            if (hold.has(place) && !hold.isOver()) {
                return hold;
            }
        }
        return null;
    }

    private static boolean isWaitedFor(Hold hold) {
        try {
            hold.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
