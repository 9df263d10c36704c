package io.promshard.query.promql.parser;

import io.promshard.query.promql.text.ByteString;
import io.promshard.query.promql.text.Quotes;
import java.util.ArrayList;
import java.util.List;

/** A list of labels in parentheses, plain or in quotes. */
final class GroupingParser {

    private final TokenStream tokens;

    GroupingParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    List<String> parse() {
        Expectation outer = tokens.expecting(Expectation.GROUPING);
        tokens.expect(TokenType.LEFT_PAREN);
        List<String> labels = new ArrayList<>();
        boolean more = true;
        while (more && !tokens.sees(TokenType.RIGHT_PAREN)) {
            labels.add(label());
            tokens.expecting(Expectation.GROUPING_NEXT);
            more = tokens.accept(TokenType.COMMA);
        }
        tokens.expect(TokenType.RIGHT_PAREN);
        tokens.expecting(outer);
        return labels;
    }

    private String label() {
        TokenType type = tokens.peek().type();
        if (!type.isLabelName() && type != TokenType.STRING) {
            throw tokens.unexpected(Expectation.GROUPING_LABEL);
        }
        Token token = tokens.next();
        return type == TokenType.STRING ? quoted(token) : token.text();
    }

    private String quoted(Token token) {
        String label = Literals.string(token);
        if (label.isEmpty() || ByteString.hasInvalid(label)) {
            throw tokens.error(token.position(), "invalid label name for grouping: " + Quotes.quote(label));
        }
        return label;
    }
}
