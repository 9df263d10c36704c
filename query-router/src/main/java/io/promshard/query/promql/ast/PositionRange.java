package io.promshard.query.promql.ast;

/**
 * A part of a query's text, in chars.
 *
 * @param start the first char
 * @param end after the last char; as in Prometheus, too small for calls and aggregations to the right of parentheses
 *     that belong to a modifier, as those of {@code on (a)}
 */
public record PositionRange(int start, int end) {

    /** For expressions that no text has. */
    public static final PositionRange NONE = new PositionRange(0, 0);

    /** From the start of one to the end of another. */
    public static PositionRange between(PositionRange first, PositionRange last) {
        return new PositionRange(first.start, last.end);
    }

    public PositionRange withStart(int newStart) {
        return new PositionRange(newStart, end);
    }

    public PositionRange withEnd(int newEnd) {
        return new PositionRange(start, newEnd);
    }
}
