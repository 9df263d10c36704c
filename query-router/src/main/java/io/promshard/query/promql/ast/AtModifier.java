package io.promshard.query.promql.ast;

/** The time of {@code @}: a timestamp, or an end of the query's range. */
public sealed interface AtModifier permits AtTimestamp, StartOrEnd {}
