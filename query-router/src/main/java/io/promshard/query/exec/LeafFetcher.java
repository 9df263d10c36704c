package io.promshard.query.exec;

import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.engine.Grid;
import io.promshard.query.engine.LeafRequest;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.ShareRequest;
import io.promshard.query.engine.Vectors;
import io.promshard.query.exec.PiecedAsks.PiecedAsk;
import io.promshard.query.exec.PiecedAsks.Question;
import io.promshard.query.merge.Part;
import io.promshard.query.plan.Planner;
import io.promshard.query.plan.QueryPlan;
import io.promshard.query.plan.ShardQuery;
import io.promshard.query.request.Partial;
import io.promshard.query.topology.Topology;
import io.promshard.query.wire.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Asks shards for the leaves of a query that is evaluated here, and for their shares of aggregations. Thread-safe; blocks. */
public final class LeafFetcher {

    /** Below the 11,000 points that a server gives in one answer. */
    private static final int MOST_STEPS = 10_000;

    private final Planner planner;
    private final PiecedAsks piecedAsks;
    private final Gatherer gatherer;
    private final LeafScanner scanner = new LeafScanner();

    public LeafFetcher(Planner planner, PiecedAsks piecedAsks, Gatherer gatherer) {
        this.planner = planner;
        this.piecedAsks = piecedAsks;
        this.gatherer = gatherer;
    }

    /**
     * What shards gave.
     *
     * @param shards what each gave that answered, by its name
     * @param missing names of the shards that failed, for all steps or for some
     * @param warnings one for each of those
     */
    public record Fetched(Map<String, Vectors> shards, List<String> missing, List<String> warnings) {
        public Fetched {
            shards = Collections.unmodifiableMap(new LinkedHashMap<>(shards));
            missing = List.copyOf(missing);
            warnings = List.copyOf(warnings);
        }

        /** What the other shards gave. */
        public List<Vectors> without(Set<String> names) {
            return shards.entrySet().stream()
                    .filter(shard -> !names.contains(shard.getKey()))
                    .map(Map.Entry::getValue)
                    .toList();
        }
    }

    /**
     * How shards are asked.
     *
     * @param options that each of them gets
     * @param lookbackMillis that those mean
     */
    public record Manner(
            Topology topology, List<Param> options, long lookbackMillis, Allowance allowance, Partial partial) {
        public Manner {
            options = List.copyOf(options);
        }
    }

    /** Series whose steps begin at one of those that were asked for together. */
    record Placed(List<Series> series, int first) {}

    /**
     * What shards are asked.
     *
     * @param plan how they are chosen
     */
    public record Asked(QueryPlan plan, List<Ask> asks) {
        public Asked {
            asks = List.copyOf(asks);
        }
    }

    /** What {@link #fetch} asks for a leaf. Blocks where it is not known what replicas have. */
    public Asked asked(LeafRequest leaf, Manner manner) {
        QueryPlan plan = planner.plan(leaf.expr(), manner.topology());
        return plan instanceof QueryPlan.AnyShard
                ? new Asked(plan, List.of())
                : new Asked(plan, asks(plan, leaf.grid(), manner));
    }

    /** The same for an aggregation's shares. */
    public Asked asked(ShareRequest request, Manner manner) {
        QueryPlan plan = planner.combine(request.aggregate(), manner.topology());
        return new Asked(plan, asks(plan, request.grid(), manner));
    }

    private List<Ask> asks(QueryPlan plan, Grid grid, Manner manner) {
        return parts(grid).stream()
                .flatMap(part -> asks(plan.queries(), part, manner).keySet().stream())
                .toList();
    }

    /** The leaf's series. */
    public Fetched fetch(LeafRequest leaf, Manner manner) {
        QueryPlan plan = planner.plan(leaf.expr(), manner.topology());
        if (plan instanceof QueryPlan.AnyShard) {
            return new Fetched(Map.of(), List.of(), List.of());
        }
        return fetch(plan.queries(), leaf.grid(), manner, Map.of());
    }

    /** The shards' shares of an aggregation, with notes as {@link io.promshard.query.engine.LeafSource#shares} has them. */
    public Fetched fetch(ShareRequest request, Manner manner) {
        QueryPlan.Combine plan = planner.combine(request.aggregate(), manner.topology());
        Map<String, SharePlaces> places = new LinkedHashMap<>();
        plan.shares().forEach(share -> places.put(share.query().shard().name(), SharePlaces.of(share)));
        return fetch(plan.queries(), request.grid(), manner, places);
    }

    private Fetched fetch(List<ShardQuery> queries, Grid grid, Manner manner, Map<String, SharePlaces> places) {
        Map<String, SteppedSeries> shards = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        int from = 0;
        for (Grid part : parts(grid)) {
            Gathered<Placed> gathered = gather(asks(queries, part, manner), manner);
            for (Part<Placed> placed : gathered.parts()) {
                shards.computeIfAbsent(placed.shard(), name -> new SteppedSeries(grid.steps()))
                        .add(placed, from, Optional.ofNullable(places.get(placed.shard())));
            }
            from += MOST_STEPS;
            missing.addAll(gathered.missing());
            failures.addAll(gathered.warnings().warnings());
        }
        Map<String, Vectors> vectors = new LinkedHashMap<>();
        shards.forEach((name, series) -> vectors.put(name, series.vectors()));
        return new Fetched(vectors, missing, failures);
    }

    private Gathered<Placed> gather(Map<Ask, PiecedAsk> asks, Manner manner) {
        return gatherer.gather(
                List.copyOf(asks.keySet()),
                (ask, answer) -> placed(ask, answer, Objects.requireNonNull(asks.get(ask))),
                manner.allowance(),
                manner.partial());
    }

    private Answer<Placed> placed(Ask ask, byte[] answer, PiecedAsk pieced) throws IOException {
        return switch (scanner.scan(ask, pieced.grid(), answer)) {
            case Answer.Failure<List<Series>>(String type, String error, var annotations) ->
                new Answer.Failure<>(type, error, annotations);
            case Answer.Success<List<Series>>(List<Series> series, var annotations) ->
                new Answer.Success<>(new Placed(series, pieced.first()), annotations);
        };
    }

    /** Whether each shard has a replica that has all that a step needs, for each step. Blocks where that is not known yet. */
    public boolean isCovered(LeafRequest leaf, Manner manner) {
        QueryPlan plan = planner.plan(leaf.expr(), manner.topology());
        return plan instanceof QueryPlan.AnyShard || isCovered(plan, leaf.grid(), manner);
    }

    /** The same of shards' shares. */
    public boolean isCovered(ShareRequest request, Manner manner) {
        return isCovered(planner.combine(request.aggregate(), manner.topology()), request.grid(), manner);
    }

    private boolean isCovered(QueryPlan plan, Grid grid, Manner manner) {
        return asks(plan.queries(), grid, manner).keySet().stream().noneMatch(Ask::isOfNobody);
    }

    /** In order, each with as many steps as a server gives at once. */
    private static List<Grid> parts(Grid grid) {
        List<Grid> parts = new ArrayList<>();
        for (int from = 0; from < grid.steps(); from += MOST_STEPS) {
            parts.add(part(grid, from));
        }
        return parts;
    }

    private static Grid part(Grid grid, int from) {
        int last = Math.min(grid.steps(), from + MOST_STEPS) - 1;
        return last == from ? Grid.instant(grid.at(from)) : new Grid(grid.at(from), grid.at(last), grid.stepMillis());
    }

    /** By the ask, in its order. */
    private Map<Ask, PiecedAsk> asks(List<ShardQuery> queries, Grid grid, Manner manner) {
        List<Param> params = new ArrayList<>(PiecedAsks.times(grid));
        params.addAll(manner.options());
        Question question = new Question(
                PiecedAsks.path(grid),
                grid,
                params,
                manner.lookbackMillis(),
                manner.topology().featureLabel());
        Map<Ask, PiecedAsk> asks = new LinkedHashMap<>();
        queries.stream()
                .flatMap(query -> piecedAsks.of(query, question, manner.allowance()).stream())
                .forEach(pieced -> asks.put(pieced.ask(), pieced));
        return asks;
    }
}
