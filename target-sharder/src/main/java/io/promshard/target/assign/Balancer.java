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
    private final Aim aim;
    private final FairShares shares;

    /** By collector; of those that give. */
    private final @Nullable HeaviestFirst[] given;

    Balancer(Placement placement, Pool pool, Aim aim) {
        this.placement = placement;
        this.pool = pool;
        this.aim = aim;
        this.shares = new FairShares(placement, pool);
        this.given = new HeaviestFirst[placement.fleet().size()];
    }

    /** Returns how many keys it moved, at most that many. */
    int run(int most) {
        prepare();
        int moves = 0;
        for (int giver = fullest(); moves < most && giver >= 0; giver = fullest()) {
            if (relieve(giver)) {
                moves++;
            } else {
                given[giver] = null;
            }
        }
        return moves;
    }

    private void prepare() {
        boolean any = false;
        for (int number : pool.numbers()) {
            if (gives(number)) {
                given[number] = new HeaviestFirst(placement.keys(), pool.size() / pool.numbers().length);
                any = true;
            }
        }
        if (any) {
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

    private boolean gives(int collector) {
        double limit =
                Math.min(aim.above() * shares.of(collector), placement.fleet().capacity(collector));
        return placement.series(collector) > limit;
    }

    private int fullest() {
        int fullest = -1;
        for (int number : pool.numbers()) {
            if (given[number] != null && gives(number) && (fullest < 0 || filling(number) > filling(fullest))) {
                fullest = number;
            }
        }
        return fullest;
    }

    private double filling(int collector) {
        return placement.series(collector) / shares.of(collector);
    }

    private boolean relieve(int giver) {
        double excess = placement.series(giver) - shares.of(giver);
        return give(giver, taker -> Math.min(excess, shares.of(taker) - placement.series(taker)))
                || give(giver, this::roomUpTo);
    }

    private double roomUpTo(int taker) {
        double limit = Math.min(aim.upTo() * shares.of(taker), placement.fleet().capacity(taker));
        return limit - placement.series(taker);
    }

    private boolean give(int giver, IntToDoubleFunction room) {
        BitSet tried = new BitSet();
        for (int taker = emptiest(tried); taker >= 0; taker = emptiest(tried)) {
            if (give(giver, taker, room.applyAsDouble(taker))) {
                return true;
            }
            tried.set(taker);
        }
        return false;
    }

    private int emptiest(BitSet tried) {
        int emptiest = -1;
        for (int number : pool.numbers()) {
            boolean takes = placement.series(number) < aim.below() * shares.of(number) && !tried.get(number);
            if (takes && (emptiest < 0 || filling(number) < filling(emptiest))) {
                emptiest = number;
            }
        }
        return emptiest;
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
