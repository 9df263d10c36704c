package io.promshard.query.engine;

import io.promshard.query.promql.ast.AggregateExpr;

/**
 * An aggregation of which others compute shares, each of its own series, at all times of a grid.
 *
 * @param aggregate {@code @ start()} and {@code @ end()} are times already
 */
public record ShareRequest(AggregateExpr aggregate, Grid grid) {}
