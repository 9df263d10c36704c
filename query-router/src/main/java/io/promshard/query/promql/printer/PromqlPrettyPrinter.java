package io.promshard.query.promql.printer;

import io.promshard.query.promql.ast.Expr;

/**
 * An expression on as many lines as {@code /api/v1/format_query} takes: what is longer than 100 bytes is split, each
 * level further in. A chain of n operators takes space in proportion to n², since each is a level.
 */
public final class PromqlPrettyPrinter {

    private PromqlPrettyPrinter() {}

    public static String print(Expr expr) {
        return new PrettyWriter(expr).write();
    }
}
