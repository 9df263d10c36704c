package io.promshard.query.engine.eval;

/** How values are taken that were put together of shares. */
enum Reading {
    /** As they are. */
    PLAIN,
    /** Off by more than they may be, some up and some down. */
    DISTURBED,
    /** The same the other way round. */
    DISTURBED_CONVERSELY,
    /** Not, if there is a doubt: the samples themselves are asked for. */
    EXACT;

    boolean isDisturbed() {
        return this == DISTURBED || this == DISTURBED_CONVERSELY;
    }
}
