package io.promshard.query.exec;

import io.promshard.query.client.ApiCall;
import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.engine.Grid;
import io.promshard.query.engine.LeafRequest;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.ShareRequest;
import io.promshard.query.engine.Vectors;
import io.promshard.query.merge.Part;
import io.promshard.query.plan.Planner;
import io.promshard.query.plan.QueryPlan;
import io.promshard.query.plan.ShardQuery;
import io.promshard.query.request.Partial;
import io.promshard.query.request.QueryRequest;
import io.promshard.query.topology.Topology;
import io.promshard.query.wire.Label;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks shards for the leaves of a query that is evaluated here, and for their shares of aggregations. Thread-safe; blocks. */
public final class LeafFetcher {

    /** Below the 11,000 points that a server gives in one answer. */
    private static final int MOST_STEPS = 10_000;

    private final Planner planner;
    private final Gatherer gatherer;
    private final LeafScanner scanner = new LeafScanner();

    public LeafFetcher(Planner planner, Gatherer gatherer) {
        this.planner = planner;
        this.gatherer = gatherer;
    }

    /**
     * What shards gave.
     *
     * @param vectors of each shard that answered
     * @param missing names of the shards that failed
     * @param warnings one for each of those
     */
    public record Fetched(List<Vectors> vectors, List<String> missing, List<String> warnings) {
        public Fetched {
            vectors = List.copyOf(vectors);
            missing = List.copyOf(missing);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * How shards are asked.
     *
     * @param options that each of them gets
     */
    public record Manner(Topology topology, List<Param> options, Allowance allowance, Partial partial) {
        public Manner {
            options = List.copyOf(options);
        }
    }

    /** The leaf's series. */
    public Fetched fetch(LeafRequest leaf, Manner manner) {
        Grid grid = leaf.grid();
        QueryPlan plan = planner.plan(leaf.expr(), manner.topology());
        if (plan instanceof QueryPlan.AnyShard) {
            return new Fetched(List.of(), List.of(), List.of());
        }
        return fetch(plan.queries(), grid, manner, Map.of());
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
        for (int from = 0; from < grid.steps(); from += MOST_STEPS) {
            Gathered<List<Series>> gathered = gather(queries, part(grid, from), manner);
            for (Part<List<Series>> part : gathered.parts()) {
                shards.computeIfAbsent(part.shard(), name -> new SteppedSeries(grid.steps()))
                        .add(part, from, Optional.ofNullable(places.get(part.shard())));
            }
            missing.addAll(gathered.missing());
            failures.addAll(gathered.warnings().warnings());
        }
        return new Fetched(shards.values().stream().map(SteppedSeries::vectors).toList(), missing, failures);
    }

    private Gathered<List<Series>> gather(List<ShardQuery> queries, Grid part, Manner manner) {
        List<Ask> asks = queries.stream()
                .map(query -> ask(query, part, manner.topology().featureLabel(), manner.options()))
                .toList();
        return gatherer.gather(
                asks, (ask, answer) -> scanner.scan(ask, part, answer), manner.allowance(), manner.partial());
    }

    private static Grid part(Grid grid, int from) {
        int last = Math.min(grid.steps(), from + MOST_STEPS) - 1;
        return last == from ? Grid.instant(grid.at(from)) : new Grid(grid.at(from), grid.at(last), grid.stepMillis());
    }

    private static Ask ask(ShardQuery query, Grid grid, String label, List<Param> options) {
        List<Param> params = new ArrayList<>();
        params.add(new Param("query", query.text()));
        if (grid.isInstant()) {
            params.add(new Param("time", seconds(grid.startMillis())));
        } else {
            params.add(new Param("start", seconds(grid.startMillis())));
            params.add(new Param("end", seconds(grid.endMillis())));
            // Not in seconds, of which servers cut off what a fraction lacks: 16.705 is 16.704 there.
            params.add(new Param("step", grid.stepMillis() + "ms"));
        }
        params.addAll(options);
        String path = grid.isInstant() ? QueryRequest.INSTANT : QueryRequest.RANGE;
        return new Ask(
                query.shard(), new ApiCall(path, params, true), query.putBack().map(value -> new Label(label, value)));
    }

    private static String seconds(long millis) {
        return BigDecimal.valueOf(millis, 3).toPlainString();
    }
}
