package io.promshard.query.engine.aggregate;

import io.promshard.query.engine.KahanSum;

/**
 * A sum of sums that were rounded already, with how far it may be from the sum of all that they are made of.
 *
 * <p>Each sum is off by half a unit of its last place; what it cancelled within itself, Prometheus' own summing keeps. So the total
 * is off by 2^-53 times the sums' sizes, which is little beside the total unless they cancel each other. Sums whose last 16 bits are
 * zero, as those of whole numbers, were not rounded, and neither is their total if nothing is lost in adding them.
 */
final class FloatSum {

    /** How much larger than the total its parts may be together: then it is off by 2^-36 of itself. */
    private static final double MOST_CANCELLED = 0x1p16;
    /** With room for the rounding of the total itself and for what is computed of it. */
    private static final double DOUBT = 0x1p-49;

    private static final long ROUNDED = 0xFFFF;

    private double sum;
    private double lost;
    private double sizes;
    private boolean rounded;
    private int count;

    void add(double value) {
        rounded |= isRounded(value);
        sizes += Math.abs(value);
        lost = count == 0 ? 0 : KahanSum.lost(value, sum, lost);
        sum = count == 0 ? value : sum + value;
        count++;
    }

    /** Whether a number may have more digits than can be kept of it. */
    static boolean isRounded(double value) {
        return (Double.doubleToRawLongBits(value) & ROUNDED) != 0;
    }

    int count() {
        return count;
    }

    /** The total, but for what is lost. */
    double sum() {
        return sum;
    }

    double lost() {
        return lost;
    }

    double total() {
        return sum + lost;
    }

    /** Whether the total is as good as that of all that the sums are made of. */
    boolean isTold() {
        return Double.isFinite(sizes) && sizes <= MOST_CANCELLED * Math.abs(total());
    }

    /** How far the total may be off, with some room. */
    double doubt() {
        return rounded || lost != 0 ? sizes * DOUBT : 0;
    }
}
