package io.promshard.query.promql.printer;

import io.promshard.query.promql.ast.DurationExpr;
import io.promshard.query.promql.ast.DurationSpec;
import io.promshard.query.promql.ast.DurationTerm;
import io.promshard.query.promql.ast.FixedDuration;
import io.promshard.query.promql.ast.NumberLiteral;
import io.promshard.query.promql.text.Durations;
import io.promshard.query.promql.text.Numbers;

/** Writes durations, arithmetic of them, and numbers that were written as durations. */
final class DurationWriter {

    private DurationWriter() {}

    static String write(DurationSpec duration) {
        return switch (duration) {
            case FixedDuration fixed -> signed(fixed.nanos());
            case DurationExpr expr -> write(expr);
        };
    }

    static String write(NumberLiteral number) {
        if (!number.duration()) {
            return Numbers.format(number.value());
        }
        // The sign is the number's: what is cut to zero nanoseconds keeps it.
        String sign = number.value() < 0 ? "-" : "";
        return sign + Durations.format(Numbers.toLong(Math.abs(number.value()) * 1e9));
    }

    private static String write(DurationTerm term) {
        return switch (term) {
            case NumberLiteral number -> write(number);
            case DurationExpr expr -> write(expr);
        };
    }

    private static String write(DurationExpr expr) {
        DurationTerm lhs = expr.lhs();
        String left =
                lhs == null ? expr.op().text() : write(lhs) + " " + expr.op().text() + " ";
        String text = left + write(expr.rhs());
        return expr.wrapped() ? "(" + text + ")" : text;
    }

    private static String signed(long nanos) {
        return nanos < 0 ? "-" + Durations.format(-nanos) : Durations.format(nanos);
    }
}
