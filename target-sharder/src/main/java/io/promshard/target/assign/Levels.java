package io.promshard.target.assign;

import java.util.BitSet;

/** How full the collectors of a pool are, measured by their fair shares, and who gives and takes by an aim. */
final class Levels {

    private final Placement placement;
    private final Pool pool;
    private final Balancer.Aim aim;
    private final FairShares shares;

    Levels(Placement placement, Pool pool, Balancer.Aim aim) {
        this.placement = placement;
        this.pool = pool;
        this.aim = aim;
        this.shares = new FairShares(placement, pool);
    }

    boolean gives(int collector) {
        double limit =
                Math.min(aim.above() * shares.of(collector), placement.fleet().capacity(collector));
        return placement.series(collector) > limit;
    }

    private boolean takes(int collector) {
        return placement.series(collector) < aim.below() * shares.of(collector);
    }

    /** The one of these that gives and is fullest, or -1. */
    int fullest(BitSet givers) {
        int fullest = -1;
        for (int number : pool.numbers()) {
            if (givers.get(number) && gives(number) && (fullest < 0 || filling(number) > filling(fullest))) {
                fullest = number;
            }
        }
        return fullest;
    }

    /** The one that takes and is emptiest, of those that were not tried, or -1. */
    int emptiest(BitSet tried) {
        int emptiest = -1;
        for (int number : pool.numbers()) {
            if (takes(number) && !tried.get(number) && (emptiest < 0 || filling(number) < filling(emptiest))) {
                emptiest = number;
            }
        }
        return emptiest;
    }

    private double filling(int collector) {
        return placement.series(collector) / shares.of(collector);
    }

    /** What the collector has beyond its share; negative if it has less. */
    double excess(int collector) {
        return placement.series(collector) - shares.of(collector);
    }

    /** How much more the collector may be given where nothing fits within the shares. */
    double roomUpTo(int collector) {
        double limit =
                Math.min(aim.upTo() * shares.of(collector), placement.fleet().capacity(collector));
        return limit - placement.series(collector);
    }
}
