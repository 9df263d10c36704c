package io.promshard.query.promql.printer;

import io.promshard.query.promql.ast.Expr;

/** Told where in the text each expression went. */
@FunctionalInterface
interface Spans {

    Spans NONE = (expr, start, end) -> {};

    void wrote(Expr expr, int start, int end);
}
