package io.promshard.query.wire;

/** What becomes of a label that a series has already when one of that name is to be put in. */
public enum Existing {
    /** It gives way. */
    REPLACE,

    /** It stays, as Prometheus' external labels give way to those of a series. */
    KEEP
}
