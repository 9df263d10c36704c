package io.promshard.query.engine.eval;

import io.promshard.query.engine.Grid;
import io.promshard.query.promql.ast.Expr;

/**
 * What to evaluate.
 *
 * @param text that the expression was parsed of; annotations name places in it
 */
public record Query(Expr expr, String text, Grid grid) {}
