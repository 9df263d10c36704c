package io.promshard.query.coverage;

import io.promshard.query.engine.eval.DurationValues;
import io.promshard.query.model.LabelMatcher;
import io.promshard.query.model.MatchOp;
import io.promshard.query.promql.ast.AtModifier;
import io.promshard.query.promql.ast.AtTimestamp;
import io.promshard.query.promql.ast.Call;
import io.promshard.query.promql.ast.DurationSpec;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.FixedDuration;
import io.promshard.query.promql.ast.MatrixSelector;
import io.promshard.query.promql.ast.PositionRange;
import io.promshard.query.promql.ast.SubqueryExpr;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.rewrite.Exprs;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what an expression needs: ranges, the lookback of selectors, offsets and subqueries add up, {@code @} begins anew.
 *
 * <pre>
 * rate(x[1h] offset 5m)                    x   (t - 65m, t - 5m]
 * max_over_time(sum(x)[30m:1m])            x   (t - 30m - lookback, t]
 * x @ 1000                                 x   (1000 - lookback, 1000] at every t
 * </pre>
 */
final class Needs {

    private static final VectorSelector TARGET_INFO = new VectorSelector(
            "target_info",
            List.of(new LabelMatcher(LabelMatcher.METRIC_NAME, MatchOp.EQUAL, "target_info")),
            FixedDuration.ZERO,
            null,
            PositionRange.NONE);

    private final long lookbackMillis;
    private final List<Need> found = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();

    private Needs(long lookbackMillis) {
        this.lookbackMillis = lookbackMillis;
    }

    /** An expression, and the times at which it is evaluated for one step. */
    private record Open(Expr expr, boolean fixed, Span times) {}

    /**
     * The needs of an expression, in no particular order.
     *
     * @param expr without {@code @ start()} and {@code @ end()}
     */
    static List<Need> of(Expr expr, long lookbackMillis) {
        Needs needs = new Needs(lookbackMillis);
        needs.open.push(new Open(expr, false, new Span(0, 0)));
        while (!needs.open.isEmpty()) {
            needs.visit(needs.open.pop());
        }
        return needs.found;
    }

    private void visit(Open at) {
        switch (at.expr) {
            case VectorSelector selector -> add(selector, lookbackMillis, at);
            case MatrixSelector matrix -> add(matrix.selector(), DurationValues.positive(matrix.range()), at);
            case SubqueryExpr subquery -> {
                Open moved = moved(at, subquery.at(), subquery.offset(), DurationValues.positive(subquery.range()));
                open.push(new Open(subquery.expr(), moved.fixed, moved.times));
            }
            case Call call
            when call.function().name().equals("info") && call.args().size() == 1 -> {
                add(TARGET_INFO, lookbackMillis, at);
                descend(at);
            }
            default -> descend(at);
        }
    }

    private void descend(Open at) {
        Exprs.children(at.expr).forEach(child -> open.push(new Open(child, at.fixed, at.times)));
    }

    private void add(VectorSelector selector, long reach, Open at) {
        Open read = moved(at, selector.at(), selector.offset(), reach);
        VectorSelector bare = selector.withOffset(FixedDuration.ZERO).withAt(null);
        found.add(new Need(bare, read.fixed, read.times));
    }

    private static Open moved(Open from, @Nullable AtModifier at, DurationSpec offset, long reach) {
        boolean fixed = from.fixed || at != null;
        Span times = at instanceof AtTimestamp(long millis) ? new Span(millis, millis) : from.times;
        long back = DurationValues.any(offset);
        return new Open(from.expr, fixed, new Span(times.afterMillis() - back - reach, times.untilMillis() - back));
    }
}
