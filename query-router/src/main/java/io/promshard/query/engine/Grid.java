package io.promshard.query.engine;

/**
 * The times at which an expression is evaluated: from the start on, one step apart, up to the end.
 *
 * @param endMillis before the start if there is no such time
 * @param stepMillis 0 for an instant query
 */
public record Grid(long startMillis, long endMillis, long stepMillis) {

    public Grid {
        if (stepMillis < 0 || (stepMillis == 0 && startMillis != endMillis)) {
            throw new IllegalArgumentException("stepMillis must be positive, got: " + stepMillis);
        }
    }

    /** Of an instant query. */
    public static Grid instant(long millis) {
        return new Grid(millis, millis, 0);
    }

    public boolean isInstant() {
        return stepMillis == 0;
    }

    /** How many times there are. */
    public int steps() {
        if (endMillis < startMillis) {
            return 0;
        }
        return stepMillis == 0 ? 1 : Math.toIntExact((endMillis - startMillis) / stepMillis + 1);
    }

    /** The time of a step, from 0. */
    public long at(int step) {
        return startMillis + step * stepMillis;
    }

    /** The first time alone. */
    public Grid first() {
        return instant(startMillis);
    }
}
