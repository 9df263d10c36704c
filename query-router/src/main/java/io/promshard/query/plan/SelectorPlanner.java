package io.promshard.query.plan;

import io.promshard.query.analysis.LiveShards;
import io.promshard.query.model.LabelMatcher;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.printer.PromqlPrinter;
import io.promshard.query.promql.rewrite.Exprs;
import io.promshard.query.topology.FeatureLabel;
import io.promshard.query.topology.Shard;
import io.promshard.query.topology.Topology;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides which shards are asked for which selectors: those that can have series of at least one. */
public final class SelectorPlanner {

    private SelectorPlanner() {}

    /** All shards where there are no selectors; none where none can match. In the order of the topology. */
    public static List<ShardMatches> plan(List<VectorSelector> selectors, Topology topology) {
        LiveShards live = new LiveShards(topology);
        return topology.shards().stream()
                .map(shard -> matches(shard, selectors, live, topology))
                .filter(matches -> selectors.isEmpty() || !matches.matches().isEmpty())
                .toList();
    }

    /** The shards that can have series of one of the expression's selectors, each with the expression as it is asked there. */
    public static List<ShardMatches> plan(Expr expr, Topology topology) {
        LiveShards live = new LiveShards(topology);
        return Exprs.selectors(expr).isEmpty()
                ? List.of()
                : live.of(expr).stream()
                        .map(shard -> text(shard, Stream.of(expr), live, topology))
                        .toList();
    }

    /** Which shards samples are read of that all matchers select, in the order of the topology. */
    public static List<ShardRead> reads(List<LabelMatcher> matchers, Topology topology) {
        LiveShards live = new LiveShards(topology);
        return topology.shards().stream()
                .filter(shard -> live.isLive(shard, matchers))
                .map(shard -> read(shard, matchers, live, topology))
                .toList();
    }

    private static ShardRead read(Shard shard, List<LabelMatcher> matchers, LiveShards live, Topology topology) {
        return switch (shard.label()) {
            case FeatureLabel.Stored stored -> new ShardRead(shard, matchers, Optional.empty());
            case FeatureLabel.External(String value) ->
                new ShardRead(
                        shard, new Stripped(topology.featureLabel(), live, shard).strip(matchers), Optional.of(value));
        };
    }

    private static ShardMatches matches(
            Shard shard, List<VectorSelector> selectors, LiveShards live, Topology topology) {
        Stream<VectorSelector> here = selectors.stream().filter(selector -> live.isLive(shard, selector.matchers()));
        return text(shard, here, live, topology);
    }

    private static ShardMatches text(Shard shard, Stream<? extends Expr> exprs, LiveShards live, Topology topology) {
        return switch (shard.label()) {
            case FeatureLabel.Stored stored ->
                new ShardMatches(shard, exprs.map(PromqlPrinter::printExactly).toList(), Optional.empty());
            case FeatureLabel.External(String value) -> {
                Stripped stripped = new Stripped(topology.featureLabel(), live, shard);
                List<String> texts = exprs.map(expr -> PromqlPrinter.printExactly(stripped.of(expr)))
                        .toList();
                yield new ShardMatches(shard, texts, Optional.of(value));
            }
        };
    }
}
