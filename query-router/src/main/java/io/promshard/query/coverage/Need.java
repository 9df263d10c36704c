package io.promshard.query.coverage;

import io.promshard.query.engine.Grid;
import io.promshard.query.promql.ast.VectorSelector;

/**
 * The samples of a selector that an expression needs to be computed at one time.
 *
 * @param selector without offset and {@code @}, which are in the span
 * @param fixed whether the span is of times, the same at every step; else it counts from the time of the step
 */
public record Need(VectorSelector selector, boolean fixed, Span span) {

    Span at(long time) {
        return fixed ? span : new Span(time + span.afterMillis(), time + span.untilMillis());
    }

    /** For all steps; the grid has at least one. */
    Span over(Grid grid) {
        return at(grid.startMillis()).and(at(grid.at(grid.steps() - 1)));
    }
}
