package io.promshard.query.promql.parser;

import io.promshard.query.promql.ast.Cardinality;
import io.promshard.query.promql.ast.VectorMatching;
import java.util.List;

/** What stands between an operator and its right side: {@code on (a) group_left (b)}. */
final class MatchingParser {

    private final TokenStream tokens;
    private final GroupingParser groupings;

    MatchingParser(TokenStream tokens) {
        this.tokens = tokens;
        this.groupings = new GroupingParser(tokens);
    }

    VectorMatching parse() {
        boolean on = tokens.accept(TokenType.ON);
        if (!on && !tokens.accept(TokenType.IGNORING)) {
            return VectorMatching.ONE_TO_ONE;
        }
        List<String> labels = groupings.parse();
        if (tokens.accept(TokenType.GROUP_LEFT)) {
            return new VectorMatching(Cardinality.MANY_TO_ONE, labels, on, include());
        }
        if (tokens.accept(TokenType.GROUP_RIGHT)) {
            return new VectorMatching(Cardinality.ONE_TO_MANY, labels, on, include());
        }
        return new VectorMatching(Cardinality.ONE_TO_ONE, labels, on, List.of());
    }

    /** A parenthesis here is that of labels, even where the right side could begin with one. */
    private List<String> include() {
        boolean none = tokens.peek().type().startsExpr() && !tokens.sees(TokenType.LEFT_PAREN);
        return none ? List.of() : groupings.parse();
    }
}
