package io.promshard.query.promql.parser;

import io.promshard.query.promql.ast.DurationExpr;
import io.promshard.query.promql.ast.DurationOp;
import io.promshard.query.promql.ast.DurationSpec;
import io.promshard.query.promql.ast.DurationTerm;
import io.promshard.query.promql.ast.FixedDuration;
import io.promshard.query.promql.ast.NumberLiteral;
import io.promshard.query.promql.ast.PositionRange;
import io.promshard.query.promql.text.Numbers;

/** Durations and arithmetic of them, behind {@code offset} and in brackets. */
final class DurationParser {

    private static final double MAX_SECONDS = 0x1p63 / 1e9;

    private final TokenStream tokens;
    private final ParserOptions options;

    DurationParser(TokenStream tokens, ParserOptions options) {
        this.tokens = tokens;
        this.options = options;
    }

    /** A range or a step. */
    DurationSpec positive() {
        DurationTerm term = parse(Precedence.LOWEST);
        if (term instanceof NumberLiteral number && number.value() <= 0) {
            throw tokens.error(number.position(), "duration must be greater than 0");
        }
        return spec(term);
    }

    /** Ends behind a number with at most one sign: {@code a offset -1 ^ 2} is a power of a selector. */
    DurationSpec offset() {
        if (isNumber()) {
            return spec(number());
        }
        if (!isSign()) {
            return spec(parse(Precedence.LOWEST));
        }
        Token sign = tokens.next();
        if (isNumber()) {
            return spec(signed(sign, Literals.number(tokens.next(), tokens)));
        }
        return spec(operators(signed(sign), Precedence.LOWEST));
    }

    private static DurationSpec spec(DurationTerm term) {
        return switch (term) {
            case DurationExpr expr -> expr;
            case NumberLiteral number -> new FixedDuration(Numbers.toLong(Numbers.round(number.value() * 1e9)));
        };
    }

    private DurationTerm parse(int lowest) {
        tokens.enter();
        DurationTerm term = operators(isSign() ? signed(tokens.next()) : operand(), lowest);
        tokens.leave(1);
        return term;
    }

    private DurationTerm operators(DurationTerm first, int lowest) {
        DurationTerm lhs = first;
        int entered = 0;
        while (isOperator() && Precedence.of(tokens.peek().type()) >= lowest) {
            Token op = tokens.next();
            lhs = binary(op, lhs, parse(Precedence.ofRightSide(op.type())));
            tokens.enter();
            entered++;
        }
        tokens.leave(entered);
        return lhs;
    }

    private DurationTerm binary(Token op, DurationTerm lhs, DurationTerm rhs) {
        checkEnabled(lhs);
        if (rhs instanceof NumberLiteral number && number.value() == 0) {
            checkDivisor(op);
        }
        PositionRange position = PositionRange.between(lhs.position(), rhs.position());
        return new DurationExpr(Operators.duration(op.type()), lhs, rhs, false, position);
    }

    private void checkDivisor(Token op) {
        if (op.is(TokenType.DIV)) {
            throw tokens.error(op.position(), "division by zero");
        }
        if (op.is(TokenType.MOD)) {
            throw tokens.error(op.position(), "modulo by zero");
        }
    }

    private DurationTerm operand() {
        if (isNumber()) {
            return number();
        }
        tokens.expect(TokenType.LEFT_PAREN);
        DurationTerm inner = parse(Precedence.LOWEST);
        tokens.expect(TokenType.RIGHT_PAREN);
        checkEnabled(inner);
        return inner instanceof DurationExpr expr ? expr.wrap() : inner;
    }

    private DurationTerm signed(Token sign) {
        return signed(sign, parse(Precedence.OF_SIGNED));
    }

    private DurationTerm signed(Token sign, DurationTerm term) {
        boolean minus = sign.is(TokenType.SUB);
        return switch (term) {
            case NumberLiteral number -> {
                double value = minus ? -number.value() : number.value();
                PositionRange position = number.position().withStart(sign.start());
                yield inRange(new NumberLiteral(value, number.duration(), position), sign.position());
            }
            case DurationExpr expr -> minus ? minus(sign, expr) : expr;
        };
    }

    private static DurationTerm minus(Token sign, DurationExpr expr) {
        return new DurationExpr(
                DurationOp.SUB, null, expr, false, expr.position().withStart(sign.start()));
    }

    private NumberLiteral number() {
        NumberLiteral number = Literals.number(tokens.next(), tokens);
        return inRange(number, number.position());
    }

    private NumberLiteral inRange(NumberLiteral number, PositionRange errorAt) {
        if (Math.abs(number.value()) > MAX_SECONDS) {
            throw tokens.error(errorAt, "duration out of range");
        }
        return number;
    }

    private void checkEnabled(DurationTerm term) {
        if (!options.durationExpressions()) {
            throw tokens.error(term.position(), "experimental duration expression is not enabled");
        }
    }

    private boolean isNumber() {
        return tokens.sees(TokenType.NUMBER) || tokens.sees(TokenType.DURATION);
    }

    private boolean isSign() {
        return tokens.sees(TokenType.ADD) || tokens.sees(TokenType.SUB);
    }

    private boolean isOperator() {
        return switch (tokens.peek().type()) {
            case ADD, SUB, MUL, DIV, MOD, POW -> true;
            default -> false;
        };
    }
}
