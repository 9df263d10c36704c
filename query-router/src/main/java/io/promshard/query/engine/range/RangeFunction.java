package io.promshard.query.engine.range;

/** A function of a range, for one step of one series. */
@FunctionalInterface
interface RangeFunction {

    /** Puts the result into the call, if there is one. The window has a sample. */
    void apply(Window window, RangeCall call);
}
