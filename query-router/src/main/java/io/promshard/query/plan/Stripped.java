package io.promshard.query.plan;

import io.promshard.query.analysis.LiveShards;
import io.promshard.query.model.LabelMatcher;
import io.promshard.query.model.MatchOp;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.rewrite.Exprs;
import io.promshard.query.topology.Shard;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the feature label out of selectors, for a shard that does not store it.
 *
 * <pre>
 * at shard a:  up{cluster="a"}            up
 *              {cluster=~"a|b"}           {__name__!=""}           at least one matcher must reject the empty string
 *              up{cluster="b"}            up{cluster=~".+"}        matches nothing where no series has the label
 * </pre>
 */
final class Stripped {

    private final String label;
    private final LiveShards live;
    private final Shard shard;

    Stripped(String label, LiveShards live, Shard shard) {
        this.label = label;
        this.live = live;
        this.shard = shard;
    }

    Expr of(Expr expr) {
        return Exprs.mapBottomUp(expr, node -> node instanceof VectorSelector selector ? strip(selector) : node);
    }

    private VectorSelector strip(VectorSelector selector) {
        return selector.withMatchers(strip(selector.matchers()));
    }

    /** The matchers of a selector for this shard. */
    List<LabelMatcher> strip(List<LabelMatcher> matchers) {
        List<LabelMatcher> kept = new ArrayList<>(matchers);
        if (!kept.removeIf(matcher -> matcher.name().equals(label)) && live.isLive(shard, matchers)) {
            return matchers;
        }
        if (!live.isLive(shard, matchers)) {
            kept.add(0, new LabelMatcher(label, MatchOp.REGEX, ".+"));
        } else if (kept.stream().allMatch(matcher -> matcher.matches(""))) {
            kept.add(0, new LabelMatcher(LabelMatcher.METRIC_NAME, MatchOp.NOT_EQUAL, ""));
        }
        return kept;
    }
}
