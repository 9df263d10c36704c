package io.promshard.target.assign;

import java.util.BitSet;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Moves keys of a pool from collectors that have too many series to those that have the least for their share: each time the heaviest
 * key that takes neither past its share, from the fullest to the emptiest. So few keys move.
 */
final class Balancer {

    /**
     * Who gives and who takes, in multiples of their shares.
     *
     * @param above who has more, gives
     * @param below who has less, takes
     * @param upTo how far a key may fill who takes it where none fits within the shares
     */
    record Aim(double above, double below, double upTo) {

        /** That no collector has too many. */
        static Aim relief(double epsilon) {
            return new Aim(1 + epsilon, 1, 1 + epsilon);
        }

        /** That no collector has too few. */
        static Aim fill(double epsilon) {
            return new Aim(1, 1 - epsilon, 0);
        }
    }

    private final Placement placement;
    private final Pool pool;
    private final Levels levels;

    /** Who gives, and has something that may move. */
    private final BitSet givers = new BitSet();

    /** By collector; of those that gave at the begin. */
    private final @Nullable HeaviestFirst[] given;

    Balancer(Placement placement, Pool pool, Aim aim) {
        this.placement = placement;
        this.pool = pool;
        this.levels = new Levels(placement, pool, aim);
        this.given = new HeaviestFirst[placement.fleet().size()];
    }

    /** Returns how many keys it moved, at most that many. */
    int run(int most) {
        prepare();
        int moves = 0;
        for (int giver = levels.fullest(givers); moves < most && giver >= 0; giver = levels.fullest(givers)) {
            if (relieve(giver)) {
                moves++;
            } else {
                givers.clear(giver);
            }
        }
        return moves;
    }

    private void prepare() {
        for (int number : pool.numbers()) {
            if (levels.gives(number)) {
                given[number] = new HeaviestFirst(placement.keys(), pool.size() / pool.numbers().length);
                givers.set(number);
            }
        }
        if (!givers.isEmpty()) {
            pool.forEach(this::collect);
            for (HeaviestFirst keys : given) {
                if (keys != null) {
                    keys.sort();
                }
            }
        }
    }

    private void collect(int key) {
        for (int rank = placement.isPinned(key) ? 1 : 0; rank < placement.held(key); rank++) {
            HeaviestFirst keys = given[placement.owner(key, rank)];
            if (keys != null) {
                keys.add(key);
            }
        }
    }

    private boolean relieve(int giver) {
        double excess = levels.excess(giver);
        return give(giver, taker -> Math.min(excess, -levels.excess(taker))) || give(giver, levels::roomUpTo);
    }

    private boolean give(int giver, IntToDoubleFunction room) {
        BitSet tried = new BitSet();
        for (int taker = levels.emptiest(tried); taker >= 0; taker = levels.emptiest(tried)) {
            if (give(giver, taker, room.applyAsDouble(taker))) {
                return true;
            }
            tried.set(taker);
        }
        return false;
    }

    private boolean give(int giver, int taker, double room) {
        HeaviestFirst keys = given[giver];
        int place = keys == null ? -1 : keys.find(room, key -> mayMove(key, giver, taker));
        if (keys == null || place < 0) {
            return false;
        }
        int key = keys.key(place);
        keys.remove(place);
        placement.move(key, placement.rank(key, giver), taker);
        return true;
    }

    /** Never to one that has it already, nor into a zone that has it, unless it leaves a zone that has it too. */
    private boolean mayMove(int key, int giver, int taker) {
        int rank = placement.rank(key, giver);
        return !placement.owns(key, taker)
                && (!placement.isNear(key, taker, rank) || placement.isNear(key, giver, rank));
    }
}
