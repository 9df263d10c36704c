package io.promshard.query.engine.eval;

import io.promshard.query.engine.EngineException;
import io.promshard.query.promql.ast.DurationExpr;
import io.promshard.query.promql.ast.DurationSpec;
import io.promshard.query.promql.ast.DurationTerm;
import io.promshard.query.promql.ast.FixedDuration;
import io.promshard.query.promql.ast.NumberLiteral;
import io.promshard.query.promql.ast.PositionRange;

/**
 * Computes durations.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/promql/durations.go">durations.go</a>
 */
public final class DurationValues {

    private DurationValues() {}

    /** Milliseconds of a range or step. */
    public static long positive(DurationSpec spec) {
        return millis(spec, false);
    }

    /** Milliseconds of an offset, which may be negative. */
    public static long any(DurationSpec spec) {
        return millis(spec, true);
    }

    private static long millis(DurationSpec spec, boolean negative) {
        return switch (spec) {
            case FixedDuration fixed -> fixed.millis();
            case DurationExpr expr -> {
                double seconds = seconds(expr);
                if (seconds <= 0 && !negative) {
                    throw error(expr.position(), "duration must be greater than 0");
                }
                if (!(Math.abs(seconds) <= 0x1p63)) {
                    throw error(expr.position(), "duration is out of range");
                }
                yield (long) (seconds * 1000);
            }
        };
    }

    private static double seconds(DurationTerm term) {
        return switch (term) {
            case NumberLiteral number -> number.value();
            case DurationExpr expr -> {
                double left = expr.lhs() == null ? 0 : seconds(expr.lhs());
                double right = seconds(expr.rhs());
                yield switch (expr.op()) {
                    case ADD -> left + right;
                    case SUB -> left - right;
                    case MUL -> left * right;
                    case DIV -> left / checked(right, expr, "division by zero");
                    case MOD -> left % checked(right, expr, "modulo by zero");
                    case POW -> Math.pow(left, right);
                };
            }
        };
    }

    private static double checked(double divisor, DurationExpr expr, String message) {
        if (divisor == 0) {
            throw error(expr.position(), message);
        }
        return divisor;
    }

    private static EngineException.BadData error(PositionRange position, String message) {
        return new EngineException.BadData(position.start() + ":" + position.end() + ": " + message);
    }
}
