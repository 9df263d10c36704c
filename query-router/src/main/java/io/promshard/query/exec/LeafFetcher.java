package io.promshard.query.exec;

import io.promshard.query.client.ApiCall;
import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.engine.Column;
import io.promshard.query.engine.ColumnBuilder;
import io.promshard.query.engine.EngineException;
import io.promshard.query.engine.Grid;
import io.promshard.query.engine.LeafRequest;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.Vectors;
import io.promshard.query.merge.Part;
import io.promshard.query.plan.Planner;
import io.promshard.query.plan.QueryPlan;
import io.promshard.query.plan.ShardQuery;
import io.promshard.query.request.Partial;
import io.promshard.query.request.QueryRequest;
import io.promshard.query.topology.Topology;
import io.promshard.query.wire.Label;
import io.promshard.shard.labels.Labels;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks shards for the leaves of a query that is evaluated here. Thread-safe; blocks. */
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
     * What a leaf gave.
     *
     * @param missing names of the shards that failed
     * @param warnings one for each of those
     */
    public record Fetched(Vectors vectors, List<String> missing, List<String> warnings) {
        public Fetched {
            missing = List.copyOf(missing);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * The leaf's series.
     *
     * @param options that each shard gets
     */
    public Fetched fetch(
            LeafRequest leaf, Topology topology, List<Param> options, Allowance allowance, Partial partial) {
        QueryPlan plan = planner.plan(leaf.expr(), topology);
        if (plan instanceof QueryPlan.AnyShard) {
            return new Fetched(Vectors.of(List.of()), List.of(), List.of());
        }
        Map<Labels, ColumnBuilder> columns = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        List<String> infos = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (int from = 0; from < leaf.grid().steps(); from += MOST_STEPS) {
            Grid part = part(leaf.grid(), from);
            List<Ask> asks = plan.queries().stream()
                    .map(query -> ask(query, part, topology.featureLabel(), options))
                    .toList();
            Gathered<List<Series>> gathered =
                    gatherer.gather(asks, (ask, answer) -> scanner.scan(ask, part, answer), allowance, partial);
            for (Part<List<Series>> shard : gathered.parts()) {
                warnings.addAll(shard.answer().annotations().warnings());
                infos.addAll(shard.answer().annotations().infos());
                add(shard.data(), from, leaf.grid().steps(), columns);
            }
            missing.addAll(gathered.missing());
            failures.addAll(gathered.warnings().warnings());
        }
        List<Series> series = new ArrayList<>(columns.size());
        columns.forEach((labels, column) -> series.add(new Series(labels, column.build())));
        return new Fetched(new Vectors(series, warnings, infos), missing, failures);
    }

    private static Grid part(Grid grid, int from) {
        int last = Math.min(grid.steps(), from + MOST_STEPS) - 1;
        return last == from ? Grid.instant(grid.at(from)) : new Grid(grid.at(from), grid.at(last), grid.stepMillis());
    }

    /** Two shards must not have the same series: then nobody could say which is right. */
    private static void add(List<Series> series, int from, int steps, Map<Labels, ColumnBuilder> columns) {
        for (Series one : series) {
            ColumnBuilder column = columns.computeIfAbsent(one.labels(), key -> new ColumnBuilder(steps));
            Column samples = one.column();
            for (int i = 0; i < samples.steps(); i++) {
                if (samples.has(i)) {
                    if (column.has(from + i)) {
                        throw new EngineException.Execution("two shards have the same series: " + one.labels());
                    }
                    set(column, from + i, samples, i);
                }
            }
        }
    }

    private static void set(ColumnBuilder column, int step, Column samples, int at) {
        var histogram = samples.histogram(at);
        if (histogram != null) {
            column.set(step, histogram);
        } else {
            column.set(step, samples.value(at));
        }
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
