package io.promshard.query.promql.parser;

import io.promshard.query.promql.ast.BinaryExpr;
import io.promshard.query.promql.ast.BinaryOp;
import io.promshard.query.promql.ast.Cardinality;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.NumberLiteral;
import io.promshard.query.promql.ast.PositionRange;
import io.promshard.query.promql.ast.UnaryExpr;
import io.promshard.query.promql.ast.UnaryOp;
import io.promshard.query.promql.ast.ValueType;
import io.promshard.query.promql.ast.VectorMatching;

/** Operators between expressions and signs before them, by climbing their precedence. */
final class ExprParser {

    private final TokenStream tokens;
    private final MatchingParser matchings;
    private final PostfixParser operands;

    ExprParser(TokenStream tokens, ParserOptions options) {
        this.tokens = tokens;
        this.matchings = new MatchingParser(tokens);
        this.operands = new PostfixParser(tokens, options, this);
    }

    /** A whole expression. */
    Expr parse() {
        return parse(Precedence.LOWEST);
    }

    /** An expression whose operators bind as tightly as this or more. */
    private Expr parse(int lowest) {
        tokens.enter();
        Expr lhs = signed();
        int operators = 0;
        while (Precedence.of(tokens.peek().type()) >= lowest) {
            operators++;
            lhs = binary(lhs);
            if (operators > PromqlParser.MAX_OPERATORS) {
                throw tokens.error(lhs.position(), "more than " + PromqlParser.MAX_OPERATORS + " operators in a row");
            }
        }
        tokens.leave(1);
        return lhs;
    }

    private Expr binary(Expr lhs) {
        TokenType type = tokens.next().type();
        boolean returnBool = tokens.accept(TokenType.BOOL);
        VectorMatching matching = matchings.parse();
        Expr rhs = parse(Precedence.ofRightSide(type));
        return binary(Operators.binary(type), lhs, rhs, matching, returnBool);
    }

    private static Expr binary(BinaryOp op, Expr lhs, Expr rhs, VectorMatching matching, boolean returnBool) {
        boolean vectors = lhs.type() == ValueType.VECTOR && rhs.type() == ValueType.VECTOR;
        if (!vectors && matching.labels().isEmpty()) {
            return new BinaryExpr(op, lhs, rhs, null, returnBool);
        }
        boolean plainSet = op.isSet() && matching.card() == Cardinality.ONE_TO_ONE;
        VectorMatching effective = plainSet ? matching.withCard(Cardinality.MANY_TO_MANY) : matching;
        return new BinaryExpr(op, lhs, rhs, effective, returnBool);
    }

    private Expr signed() {
        if (!tokens.sees(TokenType.ADD) && !tokens.sees(TokenType.SUB)) {
            return operands.parse();
        }
        Token sign = tokens.next();
        Expr operand = parse(Precedence.OF_SIGNED);
        PositionRange position = operand.position().withStart(sign.start());
        boolean minus = sign.is(TokenType.SUB);
        if (operand instanceof NumberLiteral number) {
            return new NumberLiteral(minus ? -number.value() : number.value(), number.duration(), position);
        }
        return new UnaryExpr(minus ? UnaryOp.SUB : UnaryOp.ADD, operand, position);
    }
}
