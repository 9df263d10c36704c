package io.promshard.query.promql.parser;

import io.promshard.query.model.LabelMatcher;
import io.promshard.query.model.MatchOp;
import io.promshard.query.promql.ast.FixedDuration;
import io.promshard.query.promql.ast.PositionRange;
import io.promshard.query.promql.ast.VectorSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Selectors of series: a name, matchers in braces, or both. */
final class SelectorParser {

    private final TokenStream tokens;

    SelectorParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    /** @param name the metric's, which is read */
    VectorSelector named(Token name) {
        List<LabelMatcher> matchers = new ArrayList<>();
        PositionRange position = name.position();
        if (tokens.sees(TokenType.LEFT_BRACE)) {
            matchers.addAll(braces());
            position = position.withEnd(tokens.lastEnd());
        }
        matchers.add(new LabelMatcher(LabelMatcher.METRIC_NAME, MatchOp.EQUAL, name.text()));
        return new VectorSelector(name.text(), matchers, FixedDuration.ZERO, null, position);
    }

    VectorSelector unnamed() {
        int start = tokens.peek().start();
        List<LabelMatcher> matchers = braces();
        PositionRange position = new PositionRange(start, tokens.lastEnd());
        return new VectorSelector("", matchers, FixedDuration.ZERO, null, position);
    }

    private List<LabelMatcher> braces() {
        tokens.next();
        List<LabelMatcher> matchers = new ArrayList<>();
        boolean more = true;
        while (more && !tokens.sees(TokenType.RIGHT_BRACE)) {
            matchers.add(matcher());
            more = tokens.accept(TokenType.COMMA);
            if (!more && !tokens.sees(TokenType.RIGHT_BRACE)) {
                throw tokens.unexpected(Expectation.LABEL_NEXT);
            }
        }
        tokens.next();
        return matchers;
    }

    private LabelMatcher matcher() {
        if (tokens.sees(TokenType.STRING)) {
            Token token = tokens.next();
            String name = Literals.string(token);
            Optional<MatchOp> op = Operators.match(tokens.peek().type());
            return op.map(o -> matcher(token, name, o))
                    .orElseGet(() -> new LabelMatcher(LabelMatcher.METRIC_NAME, MatchOp.EQUAL, name));
        }
        if (!tokens.sees(TokenType.IDENTIFIER)) {
            throw tokens.unexpected(Expectation.LABEL);
        }
        Token name = tokens.next();
        MatchOp op =
                Operators.match(tokens.peek().type()).orElseThrow(() -> tokens.unexpected(Expectation.LABEL_OPERATOR));
        return matcher(name, name.text(), op);
    }

    private LabelMatcher matcher(Token token, String name, MatchOp op) {
        tokens.next();
        if (!tokens.sees(TokenType.STRING)) {
            throw tokens.unexpected(Expectation.LABEL_VALUE);
        }
        Token value = tokens.next();
        try {
            return new LabelMatcher(name, op, Literals.string(value));
        } catch (IllegalArgumentException e) {
            throw tokens.error(
                    PositionRange.between(token.position(), value.position()), String.valueOf(e.getMessage()));
        }
    }
}
