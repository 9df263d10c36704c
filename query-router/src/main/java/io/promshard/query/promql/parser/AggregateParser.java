package io.promshard.query.promql.parser;

import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.Aggregator;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.PositionRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Aggregations, with {@code by} or {@code without} on either side of their arguments. */
final class AggregateParser {

    private final TokenStream tokens;
    private final ParserOptions options;
    private final CallParser calls;
    private final GroupingParser groupings;

    AggregateParser(TokenStream tokens, ParserOptions options, CallParser calls) {
        this.tokens = tokens;
        this.options = options;
        this.calls = calls;
        this.groupings = new GroupingParser(tokens);
    }

    /** The labels of {@code by} or {@code without}. */
    private record Modifier(boolean without, List<String> labels) {
        static final Modifier NONE = new Modifier(false, List.of());
    }

    /** @param name of the operator, behind which a parenthesis or a modifier stands */
    Expr parse(Token name) {
        Expectation outer = tokens.expecting(Expectation.AGGREGATION);
        Modifier before = modifier();
        List<Expr> args = calls.args();
        Modifier modifier = before == null ? modifier() : before;
        if (modifier != null) {
            tokens.closingParen();
        }
        PositionRange position = new PositionRange(name.start(), tokens.closingParen());
        Expr aggregate = aggregate(Operators.aggregator(name), args, modifier, position);
        tokens.expecting(outer);
        return aggregate;
    }

    private @Nullable Modifier modifier() {
        boolean without = tokens.sees(TokenType.WITHOUT);
        if (!without && !tokens.sees(TokenType.BY)) {
            return null;
        }
        tokens.next();
        return new Modifier(without, groupings.parse());
    }

    private Expr aggregate(Aggregator op, List<Expr> args, @Nullable Modifier modifier, PositionRange position) {
        check(op, args.size(), position);
        Expr param = op.hasParam() ? args.getFirst() : null;
        Modifier grouping = modifier == null ? Modifier.NONE : modifier;
        return new AggregateExpr(op, args.getLast(), param, grouping.labels(), grouping.without(), position);
    }

    private void check(Aggregator op, int args, PositionRange position) {
        if (args == 0) {
            throw tokens.error(position, "no arguments for aggregate expression provided");
        }
        if (op.isExperimental() && !options.experimentalFunctions()) {
            throw tokens.error(
                    position,
                    op.text() + "() is experimental and must be enabled with"
                            + " --enable-feature=promql-experimental-functions");
        }
        int desired = op.hasParam() ? 2 : 1;
        if (args != desired) {
            throw tokens.error(
                    position,
                    "wrong number of arguments for aggregate expression provided, expected " + desired + ", got "
                            + args);
        }
    }
}
