package io.promshard.query.plan;

import io.promshard.query.analysis.FeatureReaders;
import io.promshard.query.analysis.FeatureState;
import io.promshard.query.analysis.FeatureStates;
import io.promshard.query.analysis.LiveShards;
import io.promshard.query.analysis.Localities;
import io.promshard.query.analysis.Locality;
import io.promshard.query.analysis.Shareable;
import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.FixedDuration;
import io.promshard.query.promql.ast.MatrixSelector;
import io.promshard.query.promql.ast.ValueType;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.printer.PromqlPrinter;
import io.promshard.query.promql.rewrite.Exprs;
import io.promshard.query.promql.rewrite.Operands;
import io.promshard.query.promql.rewrite.Shares;
import io.promshard.query.topology.FeatureLabel;
import io.promshard.query.topology.Shard;
import io.promshard.query.topology.Topology;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Decides how queries are answered. Immutable; each call computes in the order of the expression's size times its shards. */
public final class Planner {

    private static final String NO_SERIES = "it needs no series";
    private static final String MOVING = "targets that move between shards";

    private final Duration subqueryStep;
    private final Ownership ownership;

    /**
     * Makes a planner for shards that never share a target.
     *
     * @param subqueryStep of subqueries without one: else each shard would take its own evaluation interval
     */
    public Planner(Duration subqueryStep) {
        this(subqueryStep, Ownership.CLEAR);
    }

    private Planner(Duration subqueryStep, Ownership ownership) {
        this.subqueryStep = subqueryStep;
        this.ownership = ownership;
    }

    /** The same planner for a query that reads a time of which that is known. */
    public Planner with(Ownership ofQuery) {
        return new Planner(subqueryStep, ofQuery);
    }

    /** The plan of a query over a topology that has at least one shard. */
    public QueryPlan plan(Expr expr, Topology topology) {
        LiveShards liveShards = new LiveShards(topology);
        List<Shard> live = liveShards.of(expr);
        if (live.isEmpty() || isAlone(live, expr, topology)) {
            List<Shard> asked = live.isEmpty() ? topology.shards() : live;
            List<ShardQuery> queries = queries(asked, expr, liveShards, topology);
            return live.isEmpty() ? new QueryPlan.AnyShard(queries) : new QueryPlan.PassThrough(queries.getFirst());
        }
        if (!ownership.isClear(live)) {
            return new QueryPlan.Evaluate(MOVING, leaves(expr, topology));
        }
        return switch (locality(expr, liveShards, topology)) {
            case Locality.Constant constant -> throw new IllegalStateException("a constant has live shards: " + expr);
            case Locality.Central(String why) ->
                expr instanceof AggregateExpr aggregate && isShared(aggregate, topology)
                        ? combine(aggregate, topology)
                        : new QueryPlan.Evaluate(why, leaves(expr, topology));
            case Locality.Local local -> new QueryPlan.Union(queries(live, expr, liveShards, topology));
        };
    }

    /** Whether one shard has all, and all can be asked of it. */
    private static boolean isAlone(List<Shard> live, Expr expr, Topology topology) {
        return live.size() == 1
                && !(live.getFirst().label() instanceof FeatureLabel.External
                        && FeatureReaders.choosesInfoBy(expr, topology.featureLabel()));
    }

    /** Whether shards can compute the expression, an instant vector, as a whole. */
    public boolean isLeaf(Expr expr, Topology topology) {
        return whyNoLeaf(expr, topology).isEmpty();
    }

    /** Why shards cannot compute the expression as a whole, for people; empty if they can. */
    public Optional<String> whyNoLeaf(Expr expr, Topology topology) {
        LiveShards liveShards = new LiveShards(topology);
        List<Shard> live = liveShards.of(expr);
        if (Exprs.selectors(expr).isEmpty()) {
            return Optional.of(NO_SERIES);
        }
        if (!ownership.isClear(live)) {
            return Optional.of(MOVING);
        }
        if (!isAlone(live, expr, topology)) {
            switch (locality(expr, liveShards, topology)) {
                case Locality.Local local -> {}
                case Locality.Central(String why) -> {
                    return Optional.of(why);
                }
                case Locality.Constant constant -> {
                    return Optional.of(NO_SERIES);
                }
            }
        }
        return expr.type() == ValueType.VECTOR ? Optional.empty() : Optional.of("no instant vector");
    }

    /** Whether each shard can compute its share of an aggregation that is no leaf, to be put together here. */
    public boolean isShared(AggregateExpr aggregate, Topology topology) {
        LiveShards liveShards = new LiveShards(topology);
        return liveShards.of(aggregate).size() > 1
                && Shareable.is(aggregate, topology.featureLabel())
                && isLeaf(aggregate.expr(), topology)
                && liveShards.areApart(aggregate);
    }

    /** What each shard is asked of an aggregation of which it computes its share. */
    public QueryPlan.Combine combine(AggregateExpr aggregate, Topology topology) {
        LiveShards liveShards = new LiveShards(topology);
        List<Shard> live = liveShards.of(aggregate);
        List<ShardQuery> shares = queries(live, Shares.of(aggregate), liveShards, topology);
        List<ShardQuery> aggregated = queries(live, aggregate.expr(), liveShards, topology);
        List<QueryPlan.Share> both = new ArrayList<>();
        for (int i = 0; i < live.size(); i++) {
            both.add(new QueryPlan.Share(shares.get(i), aggregated.get(i).text()));
        }
        return new QueryPlan.Combine(PromqlPrinter.printHead(aggregate), both);
    }

    /** From left to right. Long chains, which lean to the left, take no stack. */
    private List<QueryPlan> leaves(Expr expr, Topology topology) {
        List<QueryPlan> leaves = new ArrayList<>();
        Deque<Expr> open = new ArrayDeque<>(List.of(expr));
        while (!open.isEmpty()) {
            Expr next = open.pop();
            leaf(next, topology)
                    .ifPresentOrElse(
                            leaves::add, () -> Operands.of(next).reversed().forEach(open::push));
        }
        return leaves;
    }

    private Optional<QueryPlan> leaf(Expr expr, Topology topology) {
        if (isLeaf(expr, topology)) {
            return Optional.of(plan(expr, topology));
        }
        return switch (expr) {
            case VectorSelector selector -> Optional.of(read(selector, topology));
            case MatrixSelector matrix -> Optional.of(read(matrix.selector(), topology));
            case AggregateExpr aggregate
            when isShared(aggregate, topology) -> Optional.of(combine(aggregate, topology));
            default -> Optional.empty();
        };
    }

    private QueryPlan.Read read(VectorSelector selector, Topology topology) {
        LiveShards live = new LiveShards(topology);
        VectorSelector plain = selector.withOffset(FixedDuration.ZERO).withAt(null);
        return new QueryPlan.Read(queries(live.of(selector), plain, live, topology));
    }

    private static Locality locality(Expr expr, LiveShards liveShards, Topology topology) {
        Locality locality = new Localities(topology.featureLabel()).of(expr);
        if (!(locality instanceof Locality.Local)) {
            return locality;
        }
        if (Overlaps.matter(expr) && !liveShards.areDisjoint(expr)) {
            return new Locality.Central("shards that store the same values of " + topology.featureLabel());
        }
        return UnseenDuplicates.areIn(expr, liveShards)
                ? new Locality.Central("matching with series that other shards have")
                : locality;
    }

    private List<ShardQuery> queries(List<Shard> shards, Expr expr, LiveShards liveShards, Topology topology) {
        FeatureState state = new FeatureStates(topology.featureLabel()).of(expr);
        return shards.stream()
                .map(shard -> query(shard, expr, state, liveShards, topology))
                .toList();
    }

    private ShardQuery query(Shard shard, Expr expr, FeatureState state, LiveShards live, Topology topology) {
        Expr stepped = SubquerySteps.written(expr, subqueryStep);
        return switch (shard.label()) {
            case FeatureLabel.Stored stored ->
                new ShardQuery(shard, stepped, PromqlPrinter.printExactly(stepped), Optional.empty());
            case FeatureLabel.External(String value) -> {
                Expr whole = state == FeatureState.LOOKED_AT
                        ? new Injected(topology.featureLabel(), value).of(stepped)
                        : stepped;
                Expr sent = new Stripped(topology.featureLabel(), live, shard).of(whole);
                Optional<String> putBack = state == FeatureState.CARRIED ? Optional.of(value) : Optional.empty();
                yield new ShardQuery(shard, sent, PromqlPrinter.printExactly(sent), putBack);
            }
        };
    }
}
