package io.promshard.query.promql.ast;

/**
 * A number.
 *
 * @param duration whether it was written as a duration, of which the value is the seconds
 */
public record NumberLiteral(double value, boolean duration, PositionRange position) implements Expr, DurationTerm {

    @Override
    public ValueType type() {
        return ValueType.SCALAR;
    }
}
