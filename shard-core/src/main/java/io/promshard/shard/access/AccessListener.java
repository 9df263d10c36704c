package io.promshard.shard.access;

/** Told of each judgement, for metrics. Must not block or throw. */
@FunctionalInterface
public interface AccessListener {
    void judged(Verdict verdict);
}
