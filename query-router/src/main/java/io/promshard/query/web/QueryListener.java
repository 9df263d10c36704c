package io.promshard.query.web;

/** Told of every request that asks shards, after its answer. Must not block or throw. */
@FunctionalInterface
public interface QueryListener {
    void answered(QueryReport report);
}
