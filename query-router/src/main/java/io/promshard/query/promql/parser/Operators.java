package io.promshard.query.promql.parser;

import io.promshard.query.model.MatchOp;
import io.promshard.query.promql.ast.Aggregator;
import io.promshard.query.promql.ast.BinaryOp;
import io.promshard.query.promql.ast.DurationOp;
import java.util.Optional;

/** What tokens mean as operators. */
final class Operators {

    private Operators() {}

    static BinaryOp binary(TokenType type) {
        return type == TokenType.EQLC ? BinaryOp.EQL : BinaryOp.valueOf(type.name());
    }

    /** @param type one of the arithmetic operators but {@code atan2} */
    static DurationOp duration(TokenType type) {
        return DurationOp.valueOf(type.name());
    }

    static Aggregator aggregator(Token token) {
        return Aggregator.valueOf(token.type().name());
    }

    /** Empty if the token is no operator between a label and its value. */
    static Optional<MatchOp> match(TokenType type) {
        return switch (type) {
            case EQL -> Optional.of(MatchOp.EQUAL);
            case NEQ -> Optional.of(MatchOp.NOT_EQUAL);
            case EQL_REGEX -> Optional.of(MatchOp.REGEX);
            case NEQ_REGEX -> Optional.of(MatchOp.NOT_REGEX);
            default -> Optional.empty();
        };
    }
}
