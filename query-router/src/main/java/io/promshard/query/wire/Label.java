package io.promshard.query.wire;

/** A label, unescaped: the one that a shard does not store and its answers get back. */
public record Label(String name, String value) {}
