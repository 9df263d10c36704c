package io.promshard.query.engine.binary;

import io.promshard.query.engine.Annotations;
import io.promshard.query.engine.ColumnBuilder;
import io.promshard.query.engine.Notices;
import io.promshard.query.engine.histogram.Histograms;
import io.promshard.query.engine.histogram.IncompatibleHistograms;
import io.promshard.query.model.FloatHistogram;
import io.promshard.query.promql.ast.BinaryExpr;
import io.promshard.query.promql.ast.BinaryOp;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One operator on pairs of samples: floats with floats, and what there is for histograms.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/promql/engine.go">vectorElemBinop</a>
 */
final class Samples {

    private final BinaryExpr expr;
    private final BinaryOp op;
    private final DoubleBinaryOperator arithmetic;
    private final Annotations notes;

    Samples(BinaryExpr expr, Annotations notes) {
        this.expr = expr;
        this.op = expr.op();
        this.arithmetic = Arithmetic.of(op);
        this.notes = notes;
    }

    /**
     * Puts the result of two floats into a column.
     *
     * @param kept what a comparison that holds leaves
     * @return whether there is a result
     */
    boolean floats(int step, double left, double right, double kept, ColumnBuilder out) {
        double result = arithmetic.applyAsDouble(left, right);
        if (!op.isComparison() || expr.returnBool()) {
            out.set(step, result);
            return true;
        }
        if (result != 0) {
            out.set(step, kept);
        }
        return result != 0;
    }

    /**
     * Puts the result of two samples, one of them a histogram, into a column.
     *
     * @param left null for the float
     * @param right null for the float
     * @param number the float
     * @return whether there is a result
     */
    boolean histograms(
            int step, @Nullable FloatHistogram left, @Nullable FloatHistogram right, double number, ColumnBuilder out) {
        if (left != null && right != null) {
            return both(step, left, right, out);
        }
        if (left != null && (op == BinaryOp.MUL || op == BinaryOp.DIV)) {
            boolean times = op == BinaryOp.MUL;
            out.set(step, times ? Histograms.multiply(left, number) : Histograms.divide(left, number));
            return true;
        }
        if (right != null && op == BinaryOp.MUL) {
            out.set(step, Histograms.multiply(right, number));
            return true;
        }
        return incompatible(left, right);
    }

    private boolean both(int step, FloatHistogram left, FloatHistogram right, ColumnBuilder out) {
        if (op == BinaryOp.EQL || op == BinaryOp.NEQ) {
            return compared(step, left, Histograms.same(left, right) == (op == BinaryOp.EQL), out);
        }
        if (op != BinaryOp.ADD && op != BinaryOp.SUB) {
            return incompatible(left, right);
        }
        try {
            out.set(step, op == BinaryOp.ADD ? Histograms.add(left, right) : Histograms.subtract(left, right));
            return true;
        } catch (IncompatibleHistograms e) {
            notes.add(Notices.incompatibleLayout(op.text(), expr.position()));
            return false;
        }
    }

    private boolean compared(int step, FloatHistogram left, boolean holds, ColumnBuilder out) {
        if (expr.returnBool()) {
            out.set(step, holds ? 1 : 0);
        } else if (holds) {
            out.set(step, left);
        }
        return holds || expr.returnBool();
    }

    private boolean incompatible(@Nullable FloatHistogram left, @Nullable FloatHistogram right) {
        notes.add(Notices.incompatibleTypes(kind(left), op.text(), kind(right), expr.position()));
        return false;
    }

    private static String kind(@Nullable FloatHistogram histogram) {
        return histogram == null ? "float" : "histogram";
    }
}
