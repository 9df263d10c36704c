package io.promshard.target.assign;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Places the keys of a pool by {@link Strategy.Bounded}: where they were, or at the collector that the ring wants if that one has
 * joined; those that are new, and those of which their collector has too many, at the next collector of the ring that has room.
 *
 * @see <a href="https://arxiv.org/abs/1608.01350">Mirrokni, Thorup, Zadimoghaddam: Consistent hashing with bounded loads, 2016</a>
 */
final class BoundedPlacer {

    private final Placement placement;
    private final Pool pool;
    private final History history;
    private final FleetRing ring;
    private final Bounds bounds;

    BoundedPlacer(Placement placement, Pool pool, History history, double factor) {
        this.placement = placement;
        this.pool = pool;
        this.history = history;
        this.ring = new FleetRing(placement.fleet(), pool.collectors());
        this.bounds = new Bounds(placement, pool, factor);
    }

    /** Goes on until nothing is left to change, so that the same comes out again as long as nothing changes. */
    void place() {
        pool.forEach(this::keep);
        pool.forEach(key -> placement.fill(key, this::next));
        ZoneRepair zones = new ZoneRepair(placement, pool, this::nextWithRoom);
        int changes = -1;
        while (changes != 0) {
            changes = relieve(false) + relieve(true) + zones.run();
        }
    }

    private void keep(int key) {
        if (placement.isComplete(key)) {
            return;
        }
        for (int home : homes(key)) {
            if (placement.isFree(key, home, false) && isAtHome(key, home)) {
                placement.put(key, home);
            }
        }
        for (int rank = 0; rank < history.owners(key) && !placement.isComplete(key); rank++) {
            int owner = history.owner(key, rank);
            if (owner >= 0 && pool.may(owner) && placement.isFree(key, owner, false)) {
                placement.put(key, owner);
            }
        }
    }

    /** The collectors that the ring wants for a key. */
    private int[] homes(int key) {
        return ring.owners(placement.keys().key(key), placement.wanted(key), placement.pin(key));
    }

    private boolean isAtHome(int key, int home) {
        return history.owned(key, home) || (history.joined(home) && bounds.hasRoom(key, home));
    }

    /** Moves keys from collectors that have too many; returns how many. Keys whose home that is go last. */
    private int relieve(boolean fromHome) {
        int[] moved = new int[1];
        if (bounds.anyHasTooMany()) {
            pool.forEach(key -> moved[0] += relieve(key, fromHome));
        }
        return moved[0];
    }

    /** A pin is of rank 0, and stays. */
    private int relieve(int key, boolean fromHome) {
        for (int rank = placement.isPinned(key) ? 1 : 0; rank < placement.held(key); rank++) {
            int owner = placement.owner(key, rank);
            if (bounds.hasTooMany(owner) && (fromHome || !isHome(key, owner))) {
                int other = otherWithRoom(key, rank);
                if (other >= 0) {
                    placement.move(key, rank, other);
                    return 1;
                }
            }
        }
        return 0;
    }

    private boolean isHome(int key, int collector) {
        return Arrays.stream(homes(key)).anyMatch(home -> home == collector);
    }

    private int otherWithRoom(int key, int rank) {
        IntPredicate free = number -> placement.isFree(key, number, false) && bounds.hasRoom(key, number);
        int apart = first(key, number -> free.test(number) && !placement.isNear(key, number, rank));
        return apart >= 0 ? apart : first(key, free);
    }

    private int next(int key, boolean apart) {
        int next = nextWithRoom(key, apart);
        return next >= 0 || apart ? next : bounds.emptiest(key);
    }

    private int nextWithRoom(int key, boolean apart) {
        return first(key, number -> placement.isFree(key, number, apart) && bounds.hasRoom(key, number));
    }

    private int first(int key, IntPredicate accepted) {
        return ring.first(placement.keys().key(key), accepted);
    }
}
