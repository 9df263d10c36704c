package io.promshard.query.promql.ast;

/** A time in milliseconds since 1970. */
public record AtTimestamp(long millis) implements AtModifier {}
