package io.promshard.query.engine;

import io.promshard.query.promql.ast.PositionRange;

/**
 * Something to say about a query that has an answer all the same.
 *
 * @param warning rather than an info
 * @param message with the prefix that tells one from the other
 * @param position of the expression that it is about
 */
public record Annotation(boolean warning, String message, PositionRange position) {

    static Annotation warning(String message, PositionRange position) {
        return new Annotation(true, "PromQL warning: " + message, position);
    }

    static Annotation info(String message, PositionRange position) {
        return new Annotation(false, "PromQL info: " + message, position);
    }
}
