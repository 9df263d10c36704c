package io.promshard.target.reconcile;

import java.time.Duration;

/** Is told of each turn of the reconciler that is over, on its thread: must not take long. */
@FunctionalInterface
public interface TurnListener {

    void turned(Duration took);
}
