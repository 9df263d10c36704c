package io.promshard.query.promql.printer;

import io.promshard.query.promql.ast.Expr;

/** An expression on one line, which parses to the same tree again. */
public final class PromqlPrinter {

    private PromqlPrinter() {}

    public static String print(Expr expr) {
        return new ExprWriter(Spans.NONE).write(expr);
    }
}
