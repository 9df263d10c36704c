package io.promshard.query.engine.binary;

import io.promshard.query.engine.Annotations;
import io.promshard.query.engine.Operand;
import io.promshard.query.engine.Operand.InstantVector;
import io.promshard.query.engine.Operand.Scalars;
import io.promshard.query.promql.ast.BinaryExpr;
import io.promshard.query.promql.ast.VectorMatching;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;

/** Evaluates operators between two expressions. */
public final class Binaries {

    private Binaries() {}

    /**
     * The result for both sides' values.
     *
     * @param steps of the grid
     * @throws io.promshard.query.engine.EngineException.Execution if series match that must not
     */
    public static Operand of(BinaryExpr expr, Operand left, Operand right, int steps, Annotations notes) {
        if (left instanceof Scalars a && right instanceof Scalars b) {
            return scalars(Arithmetic.of(expr.op()), a.values(), b.values());
        }
        if (left instanceof InstantVector vector && right instanceof Scalars scalars) {
            return new VectorScalar(expr, false, notes).of(vector, scalars);
        }
        if (left instanceof Scalars scalars && right instanceof InstantVector vector) {
            return new VectorScalar(expr, true, notes).of(vector, scalars);
        }
        if (left instanceof InstantVector a && right instanceof InstantVector b) {
            return vectors(expr, a, b, steps, notes);
        }
        throw new IllegalArgumentException("an operator is between scalars and vectors");
    }

    private static Scalars scalars(DoubleBinaryOperator op, double[] left, double[] right) {
        double[] values = new double[left.length];
        Arrays.setAll(values, i -> op.applyAsDouble(left[i], right[i]));
        return new Scalars(values);
    }

    private static InstantVector vectors(
            BinaryExpr expr, InstantVector left, InstantVector right, int steps, Annotations notes) {
        VectorMatching matching = Objects.requireNonNull(expr.matching(), "two vectors are matched");
        return switch (expr.op()) {
            case AND -> new SetOperators(matching, steps).and(left, right);
            case OR -> new SetOperators(matching, steps).or(left, right);
            case UNLESS -> new SetOperators(matching, steps).unless(left, right);
            case ADD, SUB, MUL, DIV, MOD, POW, ATAN2, EQL, NEQ, LTE, LSS, GTE, GTR ->
                new VectorVector(expr, matching, steps, notes).of(left, right);
        };
    }
}
