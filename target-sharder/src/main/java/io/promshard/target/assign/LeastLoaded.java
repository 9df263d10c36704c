package io.promshard.target.assign;

import java.util.function.IntToDoubleFunction;

/** Chooses who would have the least series for its weight, among those that the key does not bring above their capacity. */
final class LeastLoaded implements Chooser {

    private final Placement placement;
    private final Pool pool;

    LeastLoaded(Placement placement, Pool pool) {
        this.placement = placement;
        this.pool = pool;
    }

    @Override
    public int next(int key, boolean apart) {
        double more = placement.keys().series(key);
        double least = Double.POSITIVE_INFINITY;
        int next = -1;
        for (int number : pool.numbers()) {
            double after = placement.series(number) + more;
            double filling = after / placement.fleet().weight(number);
            if (filling < least
                    && after <= placement.fleet().capacity(number)
                    && placement.isFree(key, number, apart)) {
                least = filling;
                next = number;
            }
        }
        return next;
    }

    /** Why {@link #next} names nobody for a key that nobody has. */
    String refusal(int key) {
        double series = placement.keys().series(key);
        int biggest = most(number -> placement.fleet().capacity(number));
        if (series > placement.fleet().capacity(biggest)) {
            return "it has %.0f series, more than any collector may have: %s may have the most, %.0f"
                    .formatted(series, name(biggest), placement.fleet().capacity(biggest));
        }
        int roomiest = most(this::room);
        return "it has %.0f series, and no collector has room for them: %s has the most, %.0f of %.0f"
                .formatted(
                        series,
                        name(roomiest),
                        Math.max(0, room(roomiest)),
                        placement.fleet().capacity(roomiest));
    }

    private int most(IntToDoubleFunction of) {
        int most = pool.numbers()[0];
        for (int number : pool.numbers()) {
            most = of.applyAsDouble(number) > of.applyAsDouble(most) ? number : most;
        }
        return most;
    }

    private String name(int collector) {
        return placement.fleet().ids().get(collector);
    }

    private double room(int collector) {
        return placement.fleet().capacity(collector) - placement.series(collector);
    }
}
