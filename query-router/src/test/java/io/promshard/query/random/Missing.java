package io.promshard.query.random;

import io.promshard.query.model.LabelMatcher;
import io.promshard.query.model.MatchOp;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.parser.ParserOptions;
import io.promshard.query.promql.parser.PromqlParser;
import io.promshard.query.promql.printer.PromqlPrinter;
import io.promshard.query.promql.rewrite.Exprs;
import java.util.ArrayList;
import java.util.List;

/** What a query means where some shards are not there: no selector has series of them. */
final class Missing {

    private Missing() {}

    static String from(String query, List<String> shards) {
        Expr expr = new PromqlParser(ParserOptions.EXPERIMENTAL).parse(query);
        return PromqlPrinter.printExactly(Exprs.mapBottomUp(
                expr, node -> node instanceof VectorSelector selector ? without(selector, shards) : node));
    }

    private static VectorSelector without(VectorSelector selector, List<String> shards) {
        List<LabelMatcher> matchers = new ArrayList<>(selector.matchers());
        shards.forEach(shard -> matchers.add(0, new LabelMatcher(Vocabulary.FEATURE, MatchOp.NOT_EQUAL, shard)));
        return selector.withMatchers(matchers);
    }
}
