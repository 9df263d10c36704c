package io.promshard.query.promql.parser;

import io.promshard.query.promql.ast.AtModifier;
import io.promshard.query.promql.ast.DurationSpec;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.FixedDuration;
import io.promshard.query.promql.ast.MatrixSelector;
import io.promshard.query.promql.ast.PositionRange;
import io.promshard.query.promql.ast.SubqueryExpr;
import io.promshard.query.promql.ast.VectorSelector;
import org.jspecify.annotations.Nullable;

/** Puts {@code offset} and {@code @} on what may have them, each once. */
final class Modifiers {

    private static final String OWNERS =
            " must be preceded by an instant vector selector or range vector selector or a subquery";

    private final TokenStream tokens;

    Modifiers(TokenStream tokens) {
        this.tokens = tokens;
    }

    Expr offset(Expr expr, DurationSpec offset) {
        return switch (expr) {
            case VectorSelector selector -> offset(selector, offset).withPosition(upToHere(expr));
            case MatrixSelector matrix -> new MatrixSelector(offset(matrix, offset), matrix.range(), upToHere(expr));
            case SubqueryExpr subquery -> {
                checkUnset(subquery.offset(), expr);
                yield subquery.withOffset(offset).withPosition(upToHere(expr));
            }
            default -> throw tokens.error(expr.position(), "offset modifier" + OWNERS);
        };
    }

    private VectorSelector offset(VectorSelector selector, DurationSpec offset) {
        checkUnset(selector.offset(), selector);
        return selector.withOffset(offset);
    }

    private VectorSelector offset(MatrixSelector matrix, DurationSpec offset) {
        checkUnset(matrix.selector().offset(), matrix);
        return matrix.selector().withOffset(offset);
    }

    Expr at(Expr expr, AtModifier at) {
        return switch (expr) {
            case VectorSelector selector -> {
                checkUnset(selector.at(), expr);
                yield selector.withAt(at).withPosition(upToHere(expr));
            }
            case MatrixSelector matrix -> {
                checkUnset(matrix.selector().at(), expr);
                yield new MatrixSelector(matrix.selector().withAt(at), matrix.range(), upToHere(expr));
            }
            case SubqueryExpr subquery -> {
                checkUnset(subquery.at(), expr);
                yield subquery.withAt(at).withPosition(upToHere(expr));
            }
            default -> throw tokens.error(expr.position(), "@ modifier" + OWNERS);
        };
    }

    private void checkUnset(DurationSpec offset, Expr expr) {
        if (!offset.equals(FixedDuration.ZERO)) {
            throw tokens.error(expr.position(), "offset may not be set multiple times");
        }
    }

    private void checkUnset(@Nullable AtModifier at, Expr expr) {
        if (at != null) {
            throw tokens.error(expr.position(), "@ <timestamp> may not be set multiple times");
        }
    }

    private PositionRange upToHere(Expr expr) {
        return expr.position().withEnd(tokens.lastEnd());
    }
}
