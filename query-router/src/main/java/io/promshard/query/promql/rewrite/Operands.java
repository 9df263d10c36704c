package io.promshard.query.promql.rewrite;

import io.promshard.query.model.LabelMatcher;
import io.promshard.query.model.MatchOp;
import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.Aggregator;
import io.promshard.query.promql.ast.Call;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.FixedDuration;
import io.promshard.query.promql.ast.MatrixSelector;
import io.promshard.query.promql.ast.ParenExpr;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.parser.Functions;
import java.util.List;
import java.util.stream.Stream;

/**
 * What has to be evaluated before an expression is. These are its children, with these exceptions:
 *
 * <pre>
 * absent(X)              group(X)                     whether there is anything is all that counts
 * absent_over_time(M)    group(last_over_time(M))     the same for scraped samples; not for a subquery
 * info(X)                X, target_info               the selector that is implied
 * info(X, {S})           X, {__name__="target_info", S}
 * </pre>
 */
public final class Operands {

    private static final LabelMatcher TARGET_INFO =
            new LabelMatcher(LabelMatcher.METRIC_NAME, MatchOp.EQUAL, "target_info");

    private Operands() {}

    public static List<Expr> of(Expr expr) {
        return expr instanceof Call call ? ofCall(call) : Exprs.children(expr);
    }

    private static List<Expr> ofCall(Call call) {
        return switch (call.function().name()) {
            case "absent" -> List.of(presence(call.args().getFirst()));
            case "absent_over_time" -> isScraped(call.args().getFirst()) ? List.of(presence(last(call))) : call.args();
            case "info" -> List.of(call.args().getFirst(), infoSelector(call));
            default -> call.args();
        };
    }

    private static boolean isScraped(Expr range) {
        return range instanceof MatrixSelector || (range instanceof ParenExpr paren && isScraped(paren.expr()));
    }

    private static Expr last(Call call) {
        return new Call(Functions.find("last_over_time").orElseThrow(), call.args(), call.position());
    }

    private static Expr presence(Expr expr) {
        return new AggregateExpr(Aggregator.GROUP, expr, null, List.of(), false, expr.position());
    }

    /** The series that a call of {@code info} joins: those of its second argument, {@code target_info} unless that has a name. */
    public static VectorSelector infoSelector(Call info) {
        if (info.args().size() > 1 && info.args().get(1) instanceof VectorSelector selector) {
            boolean named = selector.matchers().stream().anyMatch(Operands::isName);
            return named ? selector : selector.withMatchers(withName(selector.matchers()));
        }
        return new VectorSelector("", List.of(TARGET_INFO), FixedDuration.ZERO, null, info.position());
    }

    private static boolean isName(LabelMatcher matcher) {
        return matcher.name().equals(LabelMatcher.METRIC_NAME);
    }

    private static List<LabelMatcher> withName(List<LabelMatcher> matchers) {
        return Stream.concat(Stream.of(TARGET_INFO), matchers.stream()).toList();
    }
}
