package io.promshard.query.promql.ast;

import org.jspecify.annotations.Nullable;

/**
 * Arithmetic of durations, as {@code 1h + 5m}; experimental in Prometheus.
 *
 * @param lhs null for a minus sign before {@code rhs}
 * @param wrapped whether it stands in parentheses
 */
public record DurationExpr(
        DurationOp op, @Nullable DurationTerm lhs, DurationTerm rhs, boolean wrapped, PositionRange position)
        implements DurationSpec, DurationTerm {

    /** The same in parentheses. */
    public DurationExpr wrap() {
        return new DurationExpr(op, lhs, rhs, true, position);
    }
}
