package io.promshard.target.load;

import java.time.Instant;

/**
 * What was measured of a key.
 *
 * @param targets of the key that were measured together; 1 at least
 * @param last samples of the last scrape, of all of them
 * @param before samples of the measurement before; {@link Double#NaN} if there is none
 * @param beforeThat samples of the one before that; {@link Double#NaN} if there is none
 * @param seen when a collector last reported the key
 */
public record Load(long key, int targets, double last, double before, double beforeThat, Instant seen) {

    /** Of a first measurement. */
    static Load first(long key, int targets, double samples, Instant seen) {
        return new Load(key, targets, samples, Double.NaN, Double.NaN, seen);
    }

    /** Another number of targets makes older measurements worthless. */
    Load measured(int nowTargets, double samples, Instant when) {
        return nowTargets == targets
                ? new Load(key, targets, samples, last, before, when)
                : first(key, nowTargets, samples, when);
    }

    Load seenAt(Instant when) {
        return new Load(key, targets, last, before, beforeThat, when);
    }

    /** Of one target, over the last three measurements. */
    double eachTarget() {
        double sum = last;
        int measured = 1;
        if (!Double.isNaN(before)) {
            sum += before;
            measured++;
        }
        if (!Double.isNaN(beforeThat)) {
            sum += beforeThat;
            measured++;
        }
        return sum / measured / targets;
    }
}
