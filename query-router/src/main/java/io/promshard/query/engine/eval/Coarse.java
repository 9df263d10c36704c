package io.promshard.query.engine.eval;

import io.promshard.query.engine.Operand;
import io.promshard.query.engine.Operand.InstantVector;
import io.promshard.query.engine.Operand.Scalars;
import io.promshard.query.engine.Series;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Numbers of 33 bits, so that those are equal that are nearly so: no disturbance makes two numbers equal by chance. What one way
 * of rounding parts, the other brings together.
 */
final class Coarse {

    private static final long LOWEST = (1L << 20) - 1;
    private static final long HALF = 1L << 19;

    private Coarse() {}

    static Operand of(Operand operand, Reading reading) {
        DoubleUnaryOperator rounding = reading == Reading.DISTURBED ? Coarse::nearest : Coarse::cut;
        return switch (operand) {
            case Scalars scalars ->
                new Scalars(Arrays.stream(scalars.values()).map(rounding).toArray());
            case InstantVector vector ->
                new InstantVector(vector.series().stream()
                        .map(series ->
                                new Series(series.labels(), series.column().map(rounding, histogram -> histogram)))
                        .toList());
            case Operand.RangeVector range -> range;
            case Operand.Text text -> text;
        };
    }

    private static double nearest(double value) {
        return Double.isFinite(value)
                ? Double.longBitsToDouble((Double.doubleToRawLongBits(value) + HALF) & ~LOWEST)
                : value;
    }

    private static double cut(double value) {
        return Double.isFinite(value) ? Double.longBitsToDouble(Double.doubleToRawLongBits(value) & ~LOWEST) : value;
    }
}
