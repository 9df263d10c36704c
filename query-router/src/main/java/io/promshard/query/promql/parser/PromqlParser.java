package io.promshard.query.promql.parser;

import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.PositionRange;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.text.ByteString;

/**
 * Parses and checks PromQL of Prometheus 3.5: what it accepts Prometheus accepts, with the same tree, and errors have
 * its words and place. Keeps no state; any thread may use it.
 *
 * <p>What Prometheus has no limit for has one here, so that no query exhausts a thread's stack: expressions within each
 * other ({@value #MAX_NESTING}) and operators side by side ({@value #MAX_OPERATORS}).
 */
public final class PromqlParser {

    /** How many expressions may stand within each other, as in {@code ((1))} or {@code 2 ^ 2 ^ 2}. */
    public static final int MAX_NESTING = 256;

    /** How many operators may follow each other without nesting, as in {@code 1 + 1 + 1}. */
    public static final int MAX_OPERATORS = 5_000;

    private final ParserOptions options;

    public PromqlParser(ParserOptions options) {
        this.options = options;
    }

    /**
     * The tree of a query; takes time in proportion to its length.
     *
     * @throws ParseException if it is no PromQL, or larger than the limits
     */
    public Expr parse(String text) {
        String query = ByteString.wellFormed(text);
        TokenStream tokens = new TokenStream(query);
        if (tokens.sees(TokenType.EOF)) {
            throw tokens.error(PositionRange.NONE, "no expression found in input");
        }
        Expr expr = new ExprParser(tokens, options).parse();
        tokens.expect(TokenType.EOF);
        new TypeCheck(query).check(expr);
        return expr;
    }

    /**
     * A lone selector without modifiers, as in {@code match[]}. One whose matchers accept every series is allowed here.
     *
     * @throws ParseException if it is none
     */
    public VectorSelector parseSelector(String text) {
        TokenStream tokens = new TokenStream(ByteString.wellFormed(text));
        SelectorParser selectors = new SelectorParser(tokens);
        TokenType first = tokens.peek().type();
        if (first != TokenType.LEFT_BRACE && !first.isMetricName()) {
            throw tokens.unexpected();
        }
        VectorSelector selector = first == TokenType.LEFT_BRACE ? selectors.unnamed() : selectors.named(tokens.next());
        tokens.expect(TokenType.EOF);
        return selector;
    }
}
