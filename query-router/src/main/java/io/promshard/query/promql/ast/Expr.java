package io.promshard.query.promql.ast;

/**
 * An expression of PromQL.
 *
 * <p>A chain such as {@code 1 + 1 + …} leans to the left and may be thousands of nodes deep, so whoever walks a tree
 * by its own recursion follows the left side in a loop, or uses {@code Exprs}.
 */
public sealed interface Expr
        permits AggregateExpr,
                BinaryExpr,
                Call,
                MatrixSelector,
                NumberLiteral,
                ParenExpr,
                StringLiteral,
                SubqueryExpr,
                UnaryExpr,
                VectorSelector {

    /** The type of the value that the expression has. */
    ValueType type();

    /** Where it stands in the text that was parsed. */
    PositionRange position();
}
