package io.promshard.query.engine.eval;

import io.promshard.query.engine.Grid;
import io.promshard.query.promql.ast.AtTimestamp;
import io.promshard.query.promql.ast.FixedDuration;
import io.promshard.query.promql.ast.SubqueryExpr;
import org.jspecify.annotations.Nullable;

/**
 * The times at which a subquery's expression is evaluated: multiples of its step, after the start of the first range and up to
 * the end of the last one.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/promql/engine.go">the evaluation of a SubqueryExpr</a>
 */
record SubqueryGrid(
        long rangeMillis, long offsetMillis, @Nullable Long at, Grid grid) {

    /**
     * The grid within another.
     *
     * @param defaultStep in milliseconds
     */
    static SubqueryGrid of(SubqueryExpr subquery, Grid outer, long defaultStep) {
        boolean given = !subquery.step().equals(FixedDuration.ZERO);
        long step = given ? DurationValues.positive(subquery.step()) : defaultStep;
        long range = DurationValues.positive(subquery.range());
        long offset = DurationValues.any(subquery.offset());
        Long at = subquery.at() instanceof AtTimestamp(long millis) ? (Long) millis : null;
        long before = (at == null ? outer.startMillis() : at) - offset - range;
        long start = step * (before / step);
        long first = start <= before ? start + step : start;
        long end = (at == null ? outer.endMillis() : at) - offset;
        return new SubqueryGrid(range, offset, at, new Grid(first, end, step));
    }
}
