package io.promshard.query.promql.parser;

import io.promshard.query.promql.ast.BinaryExpr;
import io.promshard.query.promql.ast.DurationExpr;
import io.promshard.query.promql.ast.DurationSpec;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.FixedDuration;
import io.promshard.query.promql.ast.MatrixSelector;
import io.promshard.query.promql.ast.NumberLiteral;
import io.promshard.query.promql.ast.SubqueryExpr;
import io.promshard.query.promql.ast.VectorMatching;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.rewrite.Exprs;
import java.util.stream.Stream;

/** What Prometheus prints so that it parses to the same again; the printers print the rest as wrongly as it does. */
final class Faithful {

    private Faithful() {}

    static boolean isPrintedSo(Expr expr) {
        boolean here = switch (expr) {
            case VectorSelector e -> hasText(e) && isOffset(e.offset());
            case MatrixSelector e -> isWholeMillis(e.range());
            case SubqueryExpr e -> isWholeMillis(e.range()) && isWholeMillis(e.step()) && isOffset(e.offset());
            case BinaryExpr e -> e.matching() == null || isPlain(e.matching());
            // Its sign is printed, and binds less tightly than a power.
            case NumberLiteral e -> !Double.isInfinite(e.value());
            default -> true;
        };
        return here && Exprs.children(expr).stream().allMatch(Faithful::isPrintedSo);
    }

    /** Nothing is printed for the labels of {@code info(a, {})}. */
    private static boolean hasText(VectorSelector e) {
        return !e.name().isEmpty() || !e.matchers().isEmpty();
    }

    /** Parentheses around a number, which make it part of an expression, are lost. */
    private static boolean isOffset(DurationSpec offset) {
        return isWholeMillis(offset) && !(offset instanceof DurationExpr);
    }

    /** What is less is cut off. */
    private static boolean isWholeMillis(DurationSpec duration) {
        return !(duration instanceof FixedDuration fixed)
                || (fixed.nanos() % 1_000_000 == 0 && fixed.nanos() != Long.MIN_VALUE);
    }

    /** Labels of {@code on} and {@code group_left} stand without the quotes that they need. */
    private static boolean isPlain(VectorMatching matching) {
        return Stream.concat(matching.labels().stream(), matching.include().stream())
                .allMatch(label -> label.matches("[a-zA-Z_:][a-zA-Z0-9_:]*"));
    }
}
