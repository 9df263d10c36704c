package io.promshard.query.exec;

import io.promshard.query.coverage.Coverage;
import io.promshard.query.coverage.Span;
import io.promshard.query.coverage.Stretch;
import io.promshard.query.engine.RawRequest;
import io.promshard.query.plan.ShardRead;
import io.promshard.query.remote.ReadQuery;
import io.promshard.query.wire.Label;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the asks for samples of one shard: one, or one for each stretch of time that other replicas have. Thread-safe; blocks where it is
 * not known yet what replicas have.
 */
public final class StretchAsks {

    private final Coverage coverage;

    public StretchAsks(Coverage coverage) {
        this.coverage = coverage;
    }

    /** In the order of their times. */
    Map<Ask, ReadQuery> of(ShardRead read, RawRequest request, String featureLabel, Allowance allowance) {
        Span whole = new Span(request.afterMillis(), request.untilMillis());
        List<Stretch> stretches = coverage.stretches(read.shard(), read.matchers(), whole, allowance.deadline());
        Map<Ask, ReadQuery> asks = new LinkedHashMap<>();
        if (stretches.isEmpty()) {
            add(read, new Stretch(whole, read.shard().replicas(), List.of()), featureLabel, asks);
        }
        stretches.forEach(stretch -> add(read, stretch, featureLabel, asks));
        return asks;
    }

    private static void add(ShardRead read, Stretch stretch, String featureLabel, Map<Ask, ReadQuery> asks) {
        ReadQuery query = new ReadQuery(
                stretch.span().afterMillis() + 1, stretch.span().untilMillis(), read.matchers(), Optional.empty());
        Ask ask = new Ask(
                read.shard().with(stretch.having()),
                stretch.lacking(),
                RemoteRead.told(List.of(query)),
                read.putBack().map(value -> new Label(featureLabel, value)));
        asks.put(ask, query);
    }
}
