package io.promshard.query.tenancy;

import io.promshard.query.error.QueryException;
import io.promshard.query.model.LabelMatcher;
import io.promshard.query.model.MatchOp;
import io.promshard.query.promql.ast.Call;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.rewrite.Exprs;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who may see series that all of some matchers select, and no others.
 *
 * @param matchers at least one of them rejects series without its label; none is of the metric's name
 */
public record Tenant(String name, List<LabelMatcher> matchers, OnConflict onConflict) {

    public Tenant {
        matchers = List.copyOf(matchers);
        if (matchers.stream().allMatch(matcher -> matcher.matches(""))) {
            throw new IllegalArgumentException(
                    "tenant \"" + name + "\" would see series without its labels: " + matchers);
        }
        if (matchers.stream().anyMatch(matcher -> matcher.name().equals(LabelMatcher.METRIC_NAME))) {
            throw new IllegalArgumentException("tenant \"" + name + "\" cannot be told by metrics' names: " + matchers);
        }
    }

    /**
     * The expression over the tenant's series alone.
     *
     * @throws QueryException if a selector conflicts and that is refused, or of {@code info()}, which selects series that no selector
     *     shows
     */
    public Expr enforced(Expr expr) {
        return Exprs.mapBottomUp(expr, this::enforcedNode);
    }

    private Expr enforcedNode(Expr node) {
        if (node instanceof Call call && call.function().name().equals("info")) {
            throw QueryException.forbidden(
                    "info() is not for tenants: it adds labels of series that it selects itself");
        }
        return node instanceof VectorSelector selector ? enforced(selector) : node;
    }

    /** The same of a selector. */
    public VectorSelector enforced(VectorSelector selector) {
        return selector.withMatchers(enforced(selector.matchers()));
    }

    /** The same of matchers. The tenant's come first: of a selector's own, that of its name has to stay the last. */
    public List<LabelMatcher> enforced(List<LabelMatcher> own) {
        if (onConflict == OnConflict.REFUSE) {
            own.forEach(this::requireNoConflict);
        }
        return Stream.concat(matchers.stream().filter(matcher -> !own.contains(matcher)), own.stream())
                .toList();
    }

    /** Only a value that is named can be held against a matcher; other pairs select what both do. */
    private void requireNoConflict(LabelMatcher own) {
        for (LabelMatcher matcher : matchers) {
            if (own.name().equals(matcher.name()) && conflicts(own, matcher)) {
                throw QueryException.badData("the matcher " + own + " conflicts with " + matcher + " of the tenant");
            }
        }
    }

    private static boolean conflicts(LabelMatcher own, LabelMatcher matcher) {
        return (own.op() == MatchOp.EQUAL && !matcher.matches(own.value()))
                || (matcher.op() == MatchOp.EQUAL && !own.matches(matcher.value()));
    }
}
