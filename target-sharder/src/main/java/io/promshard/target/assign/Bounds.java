package io.promshard.target.assign;

import java.util.Arrays;

/** How many targets of a pool each of its collectors may have. */
final class Bounds {

    private final Placement placement;
    private final Pool pool;

    /** By collector of the fleet. */
    private final long[] most;

    /** Factor times the mean, but never less than the mean rounded up, so that there is room for all. */
    Bounds(Placement placement, Pool pool, double factor) {
        this.placement = placement;
        this.pool = pool;
        this.most = new long[placement.fleet().size()];
        long wanted = wanted(placement, pool);
        long weights = Arrays.stream(pool.numbers())
                .mapToLong(number -> placement.fleet().weight(number))
                .sum();
        for (int number : pool.numbers()) {
            long share = wanted * placement.fleet().weight(number);
            most[number] = Math.max((share + weights - 1) / weights, (long) (factor * share / weights + 1e-9));
        }
    }

    private static long wanted(Placement placement, Pool pool) {
        long[] wanted = new long[1];
        pool.forEach(key ->
                wanted[0] += (long) placement.wanted(key) * placement.keys().targets(key));
        return wanted[0];
    }

    boolean hasRoom(int key, int collector) {
        return pool.targets(collector) + placement.keys().targets(key) <= most[collector];
    }

    boolean hasTooMany(int collector) {
        return pool.may(collector) && pool.targets(collector) > most[collector];
    }

    boolean anyHasTooMany() {
        return Arrays.stream(pool.numbers()).anyMatch(this::hasTooMany);
    }

    /** The collector with the fewest targets for its weight that does not have the key, or -1. */
    int emptiest(int key) {
        int emptiest = -1;
        for (int number : pool.numbers()) {
            if (placement.isFree(key, number, false) && (emptiest < 0 || filling(number) < filling(emptiest))) {
                emptiest = number;
            }
        }
        return emptiest;
    }

    private double filling(int collector) {
        return (double) pool.targets(collector) / placement.fleet().weight(collector);
    }
}
