package io.promshard.query.promql.ast;

/** A side of a {@link DurationExpr}; a plain number counts seconds. */
public sealed interface DurationTerm permits NumberLiteral, DurationExpr {

    /** Where it stands in the text that was parsed, without parentheses around it. */
    PositionRange position();
}
