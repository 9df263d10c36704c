package io.promshard.query.random;

import java.util.List;

/**
 * What two answers differ in.
 *
 * @param where labels of the series; empty if it is about the whole
 * @param size of numbers, relative to the larger one; infinite where they cannot be compared
 */
record Difference(Kind kind, String where, double size, String text) {

    /** Rounding that depends on the order of adding is of this size, within a factor of it. */
    private static final double SLACK = 1000;

    /** From the coarse to the fine. */
    enum Kind {
        STATUS,
        SERIES,
        ORDER,
        POINTS,
        VALUE
    }

    /**
     * Whether one of the differences that servers with the same data have among each other leaves this open: both are about the
     * same, and of numbers it is no larger by more than rounding.
     */
    boolean isOpenBy(List<Difference> among) {
        return among.stream().anyMatch(this::isOpenBy);
    }

    private boolean isOpenBy(Difference other) {
        return switch (other.kind) {
            case STATUS -> true;
            case SERIES -> kind == Kind.SERIES || kind == Kind.ORDER || kind == Kind.POINTS;
            case ORDER -> kind == Kind.ORDER;
            case POINTS -> kind == Kind.POINTS && where.equals(other.where);
            case VALUE -> kind == Kind.VALUE && where.equals(other.where) && size <= SLACK * other.size;
        };
    }

    @Override
    public String toString() {
        return kind + " " + where + ": " + text;
    }
}
