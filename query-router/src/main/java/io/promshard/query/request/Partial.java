package io.promshard.query.request;

/** Whether an answer without the series of shards that failed is one. */
public enum Partial {
    /** It is, with a warning that says so. */
    ALLOWED,
    /** It is none: an alert must not go quiet because a shard did. */
    DENIED
}
