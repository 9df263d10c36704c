package io.promshard.target.assign;

/**
 * How many series each collector would have if a pool's series could be cut at will: as many per unit of weight everywhere, but no
 * collector less than it has from other pools, nor more than its capacity.
 */
final class FairShares {

    /** Halvings until a level is as exact as a double. */
    private static final int STEPS = 100;

    private final Placement placement;
    private final Pool pool;
    private final double level;

    FairShares(Placement placement, Pool pool) {
        this.placement = placement;
        this.pool = pool;
        this.level = level();
    }

    double of(int collector) {
        return at(level, collector);
    }

    /** The series per unit of weight at which all of them have a place. */
    private double level() {
        double total = 0;
        for (int number : pool.numbers()) {
            total += placement.series(number);
        }
        double low = 0;
        double high = total;
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            if (sum(middle) < total) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private double sum(double level) {
        double sum = 0;
        for (int number : pool.numbers()) {
            sum += at(level, number);
        }
        return sum;
    }

    private double at(double level, int collector) {
        double share = Math.min(
                level * placement.fleet().weight(collector), placement.fleet().capacity(collector));
        return Math.max(share, placement.series(collector) - pool.series(collector));
    }
}
