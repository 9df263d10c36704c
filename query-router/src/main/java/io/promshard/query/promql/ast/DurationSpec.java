package io.promshard.query.promql.ast;

/** A range, step or offset: a length of time, or an expression that gives one when the query runs. */
public sealed interface DurationSpec permits FixedDuration, DurationExpr {}
