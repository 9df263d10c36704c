package io.promshard.query.engine.aggregate;

import io.promshard.query.engine.Annotation;
import io.promshard.query.engine.Annotations;
import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.PositionRange;

/**
 * What an aggregation needs to know beside its series.
 *
 * @param steps of its grid
 */
record Aggregation(AggregateExpr expr, int steps, Annotations notes) {

    void note(Annotation annotation) {
        notes.add(annotation);
    }

    /** Of what is aggregated. */
    PositionRange inner() {
        return expr.expr().position();
    }

    /** Of the parameter. */
    PositionRange param() {
        return expr.param() == null ? PositionRange.NONE : expr.param().position();
    }
}
