package io.promshard.query.engine.eval;

import io.promshard.query.engine.Grid;
import io.promshard.query.engine.RawRequest;
import io.promshard.query.promql.ast.AtTimestamp;
import io.promshard.query.promql.ast.VectorSelector;
import org.jspecify.annotations.Nullable;

/**
 * What a selector reads of what was scraped: at a time t whatever lies within its reach before t, or before {@code at}, less the
 * offset.
 *
 * @param request all that it reads at any of its times
 * @param reachMillis the lookback, or the range
 * @param at the time of {@code @}, null if there is none
 */
record Reach(
        RawRequest request,
        long reachMillis,
        long offsetMillis,
        @Nullable Long at) {

    static Reach of(VectorSelector selector, long reachMillis, Grid grid) {
        long offset = DurationValues.any(selector.offset());
        Long at = selector.at() instanceof AtTimestamp(long millis) ? (Long) millis : null;
        long first = at == null ? grid.startMillis() : at;
        long last = at == null ? grid.at(Math.max(0, grid.steps() - 1)) : at;
        RawRequest request = new RawRequest(
                selector.matchers(), Math.subtractExact(first, offset + reachMillis), Math.subtractExact(last, offset));
        return new Reach(request, reachMillis, offset, at);
    }

    /** The time up to which the selector looks, excluded what is older than its reach. */
    long end(long time) {
        return (at == null ? time : at) - offsetMillis;
    }

    /**
     * As {@code timestamp()} looks: at the time of {@code @} itself, whatever the offset.
     *
     * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/promql/engine.go">rangeEvalTimestampFunctionOverVectorSelector</a>
     */
    Reach forTimestamps() {
        return at == null ? this : new Reach(request, reachMillis, 0, at);
    }
}
