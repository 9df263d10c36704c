package io.promshard.query.promql.parser;

import io.promshard.query.promql.ast.Expr;

/** An operand with what stands behind it: ranges, {@code offset} and {@code @}. */
final class PostfixParser {

    private final TokenStream tokens;
    private final OperandParser operands;
    private final RangeParser ranges;
    private final ModifierParser modifiers;

    PostfixParser(TokenStream tokens, ParserOptions options, ExprParser exprs) {
        this.tokens = tokens;
        this.operands = new OperandParser(tokens, options, exprs);
        DurationParser durations = new DurationParser(tokens, options);
        this.ranges = new RangeParser(tokens, durations);
        this.modifiers = new ModifierParser(tokens, durations);
    }

    Expr parse() {
        Expr expr = operands.parse();
        int postfixes = 0;
        while (isPostfix(tokens.peek().type())) {
            // Subqueries of subqueries are within each other.
            tokens.enter();
            postfixes++;
            expr = postfix(expr);
        }
        tokens.leave(postfixes);
        return expr;
    }

    private static boolean isPostfix(TokenType type) {
        return type == TokenType.LEFT_BRACKET || type == TokenType.OFFSET || type == TokenType.AT;
    }

    private Expr postfix(Expr expr) {
        return switch (tokens.peek().type()) {
            case LEFT_BRACKET -> ranges.parse(expr);
            case OFFSET -> modifiers.offset(expr);
            default -> modifiers.at(expr);
        };
    }
}
