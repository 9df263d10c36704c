package io.promshard.query.service;

import io.promshard.query.client.ApiCall;
import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.error.ErrorType;
import io.promshard.query.error.QueryException;
import io.promshard.query.exec.Ask;
import io.promshard.query.exec.Gathered;
import io.promshard.query.exec.Reply;
import io.promshard.query.exposition.DuplicateSeries;
import io.promshard.query.exposition.Exposition;
import io.promshard.query.exposition.ExpositionUnion;
import io.promshard.query.merge.Part;
import io.promshard.query.plan.SelectorPlanner;
import io.promshard.query.plan.ShardMatches;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.request.Partial;
import io.promshard.query.topology.Shard;
import io.promshard.query.topology.Topology;
import io.promshard.query.wire.Annotations;
import io.promshard.query.wire.Answer;
import io.promshard.query.wire.Label;
import io.promshard.query.wire.MalformedAnswer;
import java.util.List;
import java.util.Optional;

/** Hands the newest samples of all shards to a Prometheus that federates. Thread-safe; blocks; holds whole answers in memory. */
public final class FederateService {

    private final FanOut fanOut;

    public FederateService(FanOut fanOut) {
        this.fanOut = fanOut;
    }

    /** The samples that any of the selectors matches; none without selectors, as at a Prometheus. */
    public Reply federate(List<VectorSelector> selectors, Partial partial) {
        Topology topology = fanOut.topology();
        List<Ask> asks = selectors.isEmpty() ? List.of() : asks(selectors, topology);
        Gathered<Exposition> gathered = fanOut.gather(asks, FederateService::scan, partial);
        List<ExpositionUnion.Page> pages = gathered.parts().stream()
                .map(part -> new ExpositionUnion.Page(part.data(), group(part, topology)))
                .toList();
        try {
            return new Reply.Page(ExpositionUnion.of(pages), gathered.missing());
        } catch (DuplicateSeries e) {
            throw new QueryException(ErrorType.EXECUTION, String.valueOf(e.getMessage()));
        } catch (MalformedAnswer e) {
            throw new QueryException(ErrorType.UNAVAILABLE, "a shard's answer is malformed: " + e.getMessage());
        }
    }

    private static Optional<String> group(Part<Exposition> part, Topology topology) {
        return topology.shards().stream()
                .filter(shard -> shard.name().equals(part.shard()))
                .findFirst()
                .flatMap(Shard::group);
    }

    private static List<Ask> asks(List<VectorSelector> selectors, Topology topology) {
        return SelectorPlanner.plan(selectors, topology).stream()
                .map(matches -> ask(matches, topology.featureLabel()))
                .toList();
    }

    private static Ask ask(ShardMatches matches, String label) {
        List<Param> params = matches.matches().stream()
                .map(match -> new Param("match[]", match))
                .toList();
        return new Ask(
                matches.shard(),
                new ApiCall("/federate", params, false),
                matches.putBack().map(value -> new Label(label, value)));
    }

    private static Answer<Exposition> scan(Ask ask, byte[] page) throws MalformedAnswer {
        return new Answer.Success<>(Exposition.parse(page, ask.putBack()), Annotations.NONE);
    }
}
