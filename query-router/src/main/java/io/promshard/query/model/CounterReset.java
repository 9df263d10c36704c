package io.promshard.query.model;

/** What a server knows of a native histogram and the one before it in its series. */
public enum CounterReset {
    /** Whether the counters were reset has to be found out by comparing. */
    UNKNOWN,

    /** The counters were reset before this one. */
    RESET,

    /** They were not. */
    NONE,

    /** Nothing is counted: a gauge. */
    GAUGE
}
