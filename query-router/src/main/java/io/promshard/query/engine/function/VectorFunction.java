package io.promshard.query.engine.function;

import io.promshard.query.engine.Operand;

/** A function, at all steps of a grid at once. */
@FunctionalInterface
public interface VectorFunction {

    /**
     * The value of a call.
     *
     * @throws io.promshard.query.engine.EngineException if there is none
     */
    Operand apply(Arguments arguments);
}
