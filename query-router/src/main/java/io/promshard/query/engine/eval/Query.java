package io.promshard.query.engine.eval;

import io.promshard.query.engine.Grid;
import io.promshard.query.promql.ast.Expr;

/**
 * What to evaluate.
 *
 * @param text that the expression was parsed of; annotations name places in it
 * @param lookbackMillis how old the newest sample of a series may be; what others evaluate has theirs
 */
public record Query(Expr expr, String text, Grid grid, long lookbackMillis) {

    /** Prometheus' own lookback. */
    public static final long LOOKBACK_MILLIS = 300_000;

    /** With Prometheus' own lookback. */
    public Query(Expr expr, String text, Grid grid) {
        this(expr, text, grid, LOOKBACK_MILLIS);
    }
}
