package io.promshard.query.promql.ast;

/**
 * A string.
 *
 * @param value without quotes and escapes; a byte that is no UTF-8, which an escape can give, is a low surrogate
 *     (U+DC80 to U+DCFF) on its own
 */
public record StringLiteral(String value, PositionRange position) implements Expr {

    @Override
    public ValueType type() {
        return ValueType.STRING;
    }
}
