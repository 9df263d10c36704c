package io.promshard.query.engine.binary;

import io.promshard.query.promql.ast.BinaryOp;
import java.util.function.DoubleBinaryOperator;

/** Operators on two numbers, as Go's {@code math} has them. */
final class Arithmetic {

    private Arithmetic() {}

    /** The operation; a comparison gives 1 or 0. */
    static DoubleBinaryOperator of(BinaryOp op) {
        return switch (op) {
            case ADD -> Double::sum;
            case SUB -> (a, b) -> a - b;
            case MUL -> (a, b) -> a * b;
            case DIV -> (a, b) -> a / b;
            case MOD -> (a, b) -> a % b;
            case POW -> Arithmetic::pow;
            case ATAN2 -> Math::atan2;
            case EQL -> (a, b) -> a == b ? 1 : 0;
            case NEQ -> (a, b) -> a != b ? 1 : 0;
            case LTE -> (a, b) -> a <= b ? 1 : 0;
            case LSS -> (a, b) -> a < b ? 1 : 0;
            case GTE -> (a, b) -> a >= b ? 1 : 0;
            case GTR -> (a, b) -> a > b ? 1 : 0;
            case AND, OR, UNLESS -> throw new IllegalArgumentException(op.text() + " is not for numbers");
        };
    }

    /** One to the power of anything is one, even of NaN; so is minus one to an infinite power. */
    private static double pow(double base, double exponent) {
        boolean one = base == 1 || (base == -1 && Double.isInfinite(exponent));
        return one ? 1 : Math.pow(base, exponent);
    }
}
