package io.promshard.query.promql.parser;

import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.PositionRange;
import io.promshard.query.promql.ast.ValueType;
import org.jspecify.annotations.Nullable;

/** The first error of a check, which goes on behind it. */
final class Errors {

    private final String query;
    private @Nullable ParseException first;

    Errors(String query) {
        this.query = query;
    }

    void add(PositionRange position, String reason) {
        if (first == null) {
            first = ParseException.of(query, position, reason);
        }
    }

    void expectType(Expr expr, ValueType wanted, PositionRange position, String where) {
        ValueType type = expr.type();
        if (type != wanted) {
            add(position, "expected type " + wanted.documented() + " in " + where + ", got " + type.documented());
        }
    }

    void throwFirst() {
        if (first != null) {
            throw first;
        }
    }
}
