package io.promshard.query.engine;

import io.promshard.query.promql.ast.Expr;

/**
 * An expression that somebody else computes, at all times of a grid.
 *
 * @param expr {@code @ start()} and {@code @ end()} are times already
 */
public record LeafRequest(Expr expr, Grid grid) {}
