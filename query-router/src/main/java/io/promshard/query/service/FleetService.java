package io.promshard.query.service;

import io.promshard.query.client.ApiCall;
import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.exec.Ask;
import io.promshard.query.exec.Reply;
import io.promshard.query.merge.AlertsUnion;
import io.promshard.query.merge.ExemplarUnion;
import io.promshard.query.merge.MetadataUnion;
import io.promshard.query.merge.RulesUnion;
import io.promshard.query.merge.Shown;
import io.promshard.query.merge.TargetMetadataUnion;
import io.promshard.query.merge.TargetsUnion;
import io.promshard.query.plan.SelectorPlanner;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.request.Partial;
import io.promshard.query.topology.FeatureLabel;
import io.promshard.query.topology.Shard;
import io.promshard.query.topology.Topology;
import io.promshard.query.wire.AnswerScanner;
import io.promshard.query.wire.Label;
import io.promshard.query.wire.Slice;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Answers what servers know beside series: metadata, exemplars, rules, alerts and targets. Thread-safe; blocks. */
public final class FleetService {

    private final FanOut fanOut;

    public FleetService(FanOut fanOut) {
        this.fanOut = fanOut;
    }

    /** What is known of metrics; the limits are kept here, since two shards may know of the same metric. */
    public Reply metadata(List<Param> params, OptionalInt limit, OptionalInt limitPerMetric, Partial partial) {
        return ofAll("/api/v1/metadata", params, partial, parts -> MetadataUnion.of(parts, limit, limitPerMetric));
    }

    public Reply rules(List<Param> params, Partial partial, Shown shown) {
        return ofAll("/api/v1/rules", params, partial, parts -> RulesUnion.of(parts, shown));
    }

    public Reply alerts(Partial partial, Shown shown) {
        return ofAll("/api/v1/alerts", List.of(), partial, parts -> AlertsUnion.of(parts, shown));
    }

    public Reply targets(List<Param> params, Partial partial, Shown shown) {
        return ofAll("/api/v1/targets", params, partial, parts -> TargetsUnion.of(parts, shown));
    }

    /** What targets say of their metrics; the limit is kept here. */
    public Reply targetMetadata(List<Param> params, OptionalInt limit, Partial partial, Shown shown) {
        Topology topology = fanOut.topology();
        return fanOut.ask(
                everyShard("/api/v1/targets/metadata", params, topology),
                (ask, answer) -> AnswerScanner.elements(answer),
                partial,
                parts -> TargetMetadataUnion.of(parts, limit, shown));
    }

    /** The exemplars of the series that the expression selects. */
    public Reply exemplars(Expr expr, List<Param> params, Partial partial) {
        Topology topology = fanOut.topology();
        List<Ask> asks = SelectorPlanner.plan(expr, topology).stream()
                .map(matches -> new Ask(
                        matches.shard(),
                        new ApiCall(
                                "/api/v1/query_exemplars",
                                Stream.concat(
                                                Stream.of(new Param(
                                                        "query",
                                                        matches.matches().getFirst())),
                                                params.stream())
                                        .toList(),
                                true),
                        matches.putBack().map(value -> new Label(topology.featureLabel(), value))))
                .toList();
        return fanOut.ask(asks, (ask, answer) -> AnswerScanner.elements(answer), partial, ExemplarUnion::of);
    }

    private Reply ofAll(String path, List<Param> params, Partial partial, FanOut.Union<Slice> union) {
        Topology topology = fanOut.topology();
        return fanOut.ask(
                everyShard(path, params, topology), (ask, answer) -> AnswerScanner.raw(answer), partial, union);
    }

    private static List<Ask> everyShard(String path, List<Param> params, Topology topology) {
        return topology.shards().stream()
                .map(shard -> new Ask(shard, new ApiCall(path, params, false), label(shard, topology)))
                .toList();
    }

    private static Optional<Label> label(Shard shard, Topology topology) {
        return switch (shard.label()) {
            case FeatureLabel.Stored stored -> Optional.empty();
            case FeatureLabel.External(String value) -> Optional.of(new Label(topology.featureLabel(), value));
        };
    }
}
