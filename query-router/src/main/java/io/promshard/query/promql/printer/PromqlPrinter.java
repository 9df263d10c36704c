package io.promshard.query.promql.printer;

import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.BinaryExpr;
import io.promshard.query.promql.ast.DurationExpr;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.SubqueryExpr;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.rewrite.Exprs;

/** An expression on one line. */
public final class PromqlPrinter {

    private PromqlPrinter() {}

    /** As Prometheus prints it, even where that would not parse to the same again. */
    public static String print(Expr expr) {
        return new ExprWriter(Spans.NONE).write(expr);
    }

    /** An aggregation without what it aggregates: {@code sum by (job)}. */
    public static String printHead(AggregateExpr aggregate) {
        return Heads.of(aggregate).stripTrailing();
    }

    /** An operator without its operands: {@code / on (job)}. */
    public static String printHead(BinaryExpr binary) {
        return Heads.of(binary);
    }

    /**
     * So that a server that parses it gets the same tree. Durations beyond 104 days may lose a millisecond, as they do in Prometheus
     * each time they are read.
     */
    public static String printExactly(Expr expr) {
        return new ExprWriter(Spans.NONE, Heads::exact).write(Exprs.mapBottomUp(expr, PromqlPrinter::closed));
    }

    /** Puts arithmetic behind {@code offset} in parentheses: without, the operator would end the offset. */
    private static Expr closed(Expr expr) {
        return switch (expr) {
            case VectorSelector e when e.offset() instanceof DurationExpr offset -> e.withOffset(offset.wrap());
            case SubqueryExpr e when e.offset() instanceof DurationExpr offset -> e.withOffset(offset.wrap());
            default -> expr;
        };
    }
}
