package io.promshard.query.exec;

import io.promshard.query.client.Deadline;
import io.promshard.query.coverage.Coverage;
import io.promshard.query.coverage.Span;
import io.promshard.query.model.LabelMatcher;
import io.promshard.query.model.MatchOp;
import java.util.List;

/**
 * Asks each replica of a shard which series it has, where one of them lacks samples: such answers can be united, as a series is there or
 * is not. Thread-safe; blocks where it is not known yet what replicas have.
 */
public final class EachReplica {

    private static final List<LabelMatcher> EVERY_SERIES =
            List.of(new LabelMatcher(LabelMatcher.METRIC_NAME, MatchOp.NOT_EQUAL, ""));

    private final Coverage coverage;

    public EachReplica(Coverage coverage) {
        this.coverage = coverage;
    }

    /**
     * The ask, or the same ask of each replica.
     *
     * @param selectors of the series that it is about, each as its matchers; none for all
     */
    public List<Ask> asks(Ask ask, List<List<LabelMatcher>> selectors, Span span, Deadline deadline) {
        List<List<LabelMatcher>> about = selectors.isEmpty() ? List.of(EVERY_SERIES) : selectors;
        boolean lacked = span.untilMillis() > span.afterMillis()
                && about.stream()
                        .anyMatch(selector -> !coverage.stretches(ask.shard(), selector, span, deadline)
                                .isEmpty());
        return lacked
                ? ask.shard().replicas().stream()
                        .map(replica -> new Ask(ask.shard().with(List.of(replica)), ask.call(), ask.putBack()))
                        .toList()
                : List.of(ask);
    }
}
