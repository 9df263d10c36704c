package io.promshard.query.promql.ast;

import io.promshard.query.model.LabelMatcher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest sample of each matching series, as {@code up{job="api"} offset 5m}.
 *
 * @param name what stands before the braces, empty if nothing does
 * @param matchers all of them; that of {@code name} is the last
 * @param offset {@link FixedDuration#ZERO} if there is none
 */
public record VectorSelector(
        String name,
        List<LabelMatcher> matchers,
        DurationSpec offset,
        @Nullable AtModifier at,
        PositionRange position) implements Expr {

    public VectorSelector {
        matchers = List.copyOf(matchers);
    }

    @Override
    public ValueType type() {
        return ValueType.VECTOR;
    }

    public VectorSelector withOffset(DurationSpec newOffset) {
        return new VectorSelector(name, matchers, newOffset, at, position);
    }

    public VectorSelector withAt(@Nullable AtModifier newAt) {
        return new VectorSelector(name, matchers, offset, newAt, position);
    }

    public VectorSelector withMatchers(List<LabelMatcher> newMatchers) {
        return new VectorSelector(name, newMatchers, offset, at, position);
    }

    public VectorSelector withPosition(PositionRange newPosition) {
        return new VectorSelector(name, matchers, offset, at, newPosition);
    }
}
