package io.promshard.query.analysis;

import io.promshard.query.model.LabelMatcher;
import io.promshard.query.model.MatchOp;
import io.promshard.query.promql.ast.Call;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.rewrite.Exprs;
import java.util.ArrayList;
import java.util.List;

/** The selectors of an expression, as lists of matchers: those written, and the one that {@code info()} implies. */
final class Selectors {

    private static final List<LabelMatcher> TARGET_INFO =
            List.of(new LabelMatcher(LabelMatcher.METRIC_NAME, MatchOp.EQUAL, "target_info"));

    private Selectors() {}

    static List<List<LabelMatcher>> of(Expr expr) {
        List<List<LabelMatcher>> found = new ArrayList<>();
        Exprs.selectors(expr).forEach(selector -> found.add(selector.matchers()));
        if (Fold.<Boolean>of(expr, (node, parts) -> parts.contains(true) || impliesTargetInfo(node))) {
            found.add(TARGET_INFO);
        }
        return found;
    }

    private static boolean impliesTargetInfo(Expr expr) {
        return expr instanceof Call call
                && call.function().name().equals("info")
                && call.args().size() == 1;
    }
}
