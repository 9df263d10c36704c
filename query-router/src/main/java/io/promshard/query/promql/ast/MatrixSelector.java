package io.promshard.query.promql.ast;

/**
 * The samples of a range, as {@code up[5m]}.
 *
 * @param selector the series, with the offset and the {@code @} that stand behind the range
 */
public record MatrixSelector(VectorSelector selector, DurationSpec range, PositionRange position) implements Expr {

    @Override
    public ValueType type() {
        return ValueType.MATRIX;
    }
}
