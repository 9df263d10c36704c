package io.promshard.query.plan;

import io.promshard.query.analysis.FeatureState;
import io.promshard.query.analysis.FeatureStates;
import io.promshard.query.analysis.LiveShards;
import io.promshard.query.analysis.Localities;
import io.promshard.query.analysis.Locality;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.printer.PromqlPrinter;
import io.promshard.query.topology.FeatureLabel;
import io.promshard.query.topology.Shard;
import io.promshard.query.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Decides how queries are answered. Immutable; each call computes in the order of the expression's size times its shards. */
public final class Planner {

    private final Duration subqueryStep;

    /**
     * Makes a planner.
     *
     * @param subqueryStep of subqueries without one: else each shard would take its own evaluation interval
     */
    public Planner(Duration subqueryStep) {
        this.subqueryStep = subqueryStep;
    }

    /** The plan of a query over a topology that has at least one shard. */
    public QueryPlan plan(Expr expr, Topology topology) {
        LiveShards liveShards = new LiveShards(topology);
        List<Shard> live = liveShards.of(expr);
        FeatureState state = new FeatureStates(topology.featureLabel()).of(expr);
        if (live.isEmpty()) {
            return new QueryPlan.AnyShard(queries(topology.shards(), expr, state, liveShards, topology));
        }
        List<ShardQuery> queries = queries(live, expr, state, liveShards, topology);
        return queries.size() == 1
                ? new QueryPlan.PassThrough(queries.get(0))
                : over(queries, expr, liveShards, topology);
    }

    private static QueryPlan over(List<ShardQuery> queries, Expr expr, LiveShards liveShards, Topology topology) {
        return switch (new Localities(topology.featureLabel()).of(expr)) {
            case Locality.Constant constant -> throw new IllegalStateException("a constant has live shards: " + expr);
            case Locality.Central(String why) -> new QueryPlan.Unsupported(why);
            case Locality.Local local ->
                Overlaps.matter(expr) && !liveShards.areDisjoint(expr)
                        ? new QueryPlan.Unsupported("shards that store the same values of " + topology.featureLabel())
                        : new QueryPlan.Union(queries);
        };
    }

    private List<ShardQuery> queries(
            List<Shard> shards, Expr expr, FeatureState state, LiveShards liveShards, Topology topology) {
        return shards.stream()
                .map(shard -> query(shard, expr, state, liveShards, topology))
                .toList();
    }

    private ShardQuery query(Shard shard, Expr expr, FeatureState state, LiveShards live, Topology topology) {
        Expr stepped = SubquerySteps.written(expr, subqueryStep);
        return switch (shard.label()) {
            case FeatureLabel.Stored stored -> new ShardQuery(shard, PromqlPrinter.print(stepped), Optional.empty());
            case FeatureLabel.External(String value) -> {
                Expr whole = state == FeatureState.LOOKED_AT
                        ? new Injected(topology.featureLabel(), value).of(stepped)
                        : stepped;
                Expr sent = new Stripped(topology.featureLabel(), live, shard).of(whole);
                Optional<String> putBack = state == FeatureState.CARRIED ? Optional.of(value) : Optional.empty();
                yield new ShardQuery(shard, PromqlPrinter.print(sent), putBack);
            }
        };
    }
}
