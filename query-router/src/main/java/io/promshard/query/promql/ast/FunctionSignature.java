package io.promshard.query.promql.ast;

import java.util.List;

/**
 * What a function takes and gives.
 *
 * @param argTypes types of the arguments; the last one is that of further ones
 * @param variadic 0 if all arguments are needed, n if the last may be there up to n times or not at all, -1 for any
 *     number of times
 * @param experimental whether Prometheus has it behind {@code promql-experimental-functions}
 */
public record FunctionSignature(
        String name, List<ValueType> argTypes, int variadic, ValueType returnType, boolean experimental) {

    public FunctionSignature {
        argTypes = List.copyOf(argTypes);
    }
}
