package io.promshard.query.promql.parser;

import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.ParenExpr;
import io.promshard.query.promql.ast.PositionRange;
import io.promshard.query.promql.ast.StringLiteral;

/** What operators stand between: literals, parentheses, selectors, calls and aggregations. */
final class OperandParser {

    private final TokenStream tokens;
    private final ExprParser exprs;
    private final SelectorParser selectors;
    private final CallParser calls;
    private final AggregateParser aggregates;

    OperandParser(TokenStream tokens, ParserOptions options, ExprParser exprs) {
        this.tokens = tokens;
        this.exprs = exprs;
        this.selectors = new SelectorParser(tokens);
        this.calls = new CallParser(tokens, options, exprs);
        this.aggregates = new AggregateParser(tokens, options, calls);
    }

    Expr parse() {
        TokenType type = tokens.peek().type();
        return switch (type) {
            case NUMBER, DURATION -> Literals.number(tokens.next(), tokens);
            case STRING -> string();
            case LEFT_PAREN -> paren();
            case LEFT_BRACE -> selectors.unnamed();
            default -> named(type);
        };
    }

    private Expr string() {
        Token token = tokens.next();
        return new StringLiteral(Literals.string(token), token.position());
    }

    private Expr paren() {
        Token open = tokens.next();
        Expr expr = exprs.parse();
        Token close = tokens.expect(TokenType.RIGHT_PAREN);
        tokens.closingParen();
        return new ParenExpr(expr, PositionRange.between(open.position(), close.position()));
    }

    /** What follows a name says what it names. */
    private Expr named(TokenType type) {
        if (!type.isMetricName()) {
            throw tokens.unexpected();
        }
        Token name = tokens.next();
        if (type == TokenType.IDENTIFIER && tokens.sees(TokenType.LEFT_PAREN)) {
            return calls.parse(name);
        }
        if (type.kind() == TokenType.Kind.AGGREGATOR
                && beginsAggregation(tokens.peek().type())) {
            return aggregates.parse(name);
        }
        return selectors.named(name);
    }

    private static boolean beginsAggregation(TokenType type) {
        return type == TokenType.LEFT_PAREN || type == TokenType.BY || type == TokenType.WITHOUT;
    }
}
