package io.promshard.query.promql.ast;

import java.util.List;

/** A call of a function. */
public record Call(FunctionSignature function, List<Expr> args, PositionRange position) implements Expr {

    public Call {
        args = List.copyOf(args);
    }

    @Override
    public ValueType type() {
        return function.returnType();
    }
}
