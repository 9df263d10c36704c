package io.promshard.query.engine.aggregate;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.ColumnBuilder;

/** A group of an aggregation, put together of shares: its samples, and how far each may be off. Immutable. */
final class Estimate {

    private static final double[] NONE = {};

    private final Column column;
    private final double[] doubt;

    private Estimate(Column column, double[] doubt) {
        this.column = column;
        this.doubt = doubt;
    }

    /** As if all samples had been aggregated at once. */
    static Estimate exact(Column column) {
        return new Estimate(column, NONE);
    }

    /**
     * Off at some steps.
     *
     * @param doubt how far each step's float may be from what adding all samples at once gives; the array becomes its own
     */
    static Estimate of(Column column, double[] doubt) {
        for (double one : doubt) {
            if (one != 0) {
                return new Estimate(column, doubt);
            }
        }
        return exact(column);
    }

    Column column() {
        return column;
    }

    boolean isExact() {
        return doubt.length == 0;
    }

    /**
     * The samples with floats that are off by as much as they may be, or half of it, up or down as chance has it.
     *
     * @param seed of the chance; its complement gives the same the other way round
     */
    Column disturbed(long seed) {
        if (isExact()) {
            return column;
        }
        ColumnBuilder disturbed = new ColumnBuilder(column.steps());
        for (int step = 0; step < column.steps(); step++) {
            if (column.hasFloat(step) && doubt[step] != 0) {
                disturbed.set(step, column.value(step) + doubt[step] * chance(seed, step));
            } else {
                disturbed.copy(step, column);
            }
        }
        return disturbed.build();
    }

    private static double chance(long seed, int step) {
        boolean up = seed >= 0;
        long mixed = (up ? seed : ~seed) * 0x9E3779B97F4A7C15L + step;
        mixed = (mixed ^ (mixed >>> 29)) * 0x94D049BB133111EBL;
        mixed ^= mixed >>> 32;
        double size = 0.5 + (mixed >>> 12) * 0x1p-53;
        return up == ((mixed & 1) == 0) ? size : -size;
    }
}
