package io.promshard.query.service;

import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.engine.EngineException;
import io.promshard.query.engine.Grid;
import io.promshard.query.engine.QueryResult;
import io.promshard.query.engine.QueryValue;
import io.promshard.query.engine.RangeSeries;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.eval.Cut;
import io.promshard.query.engine.eval.Engine;
import io.promshard.query.engine.eval.Evaluation;
import io.promshard.query.engine.eval.Query;
import io.promshard.query.engine.json.QueryValueWriter;
import io.promshard.query.error.ErrorType;
import io.promshard.query.error.QueryException;
import io.promshard.query.exec.Allowance;
import io.promshard.query.exec.LeafFetcher;
import io.promshard.query.exec.LeafFetcher.Manner;
import io.promshard.query.exec.RawFetcher;
import io.promshard.query.exec.Reply;
import io.promshard.query.merge.MergedAnswer;
import io.promshard.query.plan.AbsenceMatters;
import io.promshard.query.plan.Planner;
import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.request.Partial;
import io.promshard.query.request.QueryRequest;
import io.promshard.query.topology.Topology;
import io.promshard.query.wire.Annotations;
import io.promshard.query.wire.Slice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/** Answers queries that need series of several shards at once: shards compute the leaves, the rest is computed here. */
public final class EvaluationService {

    private final Engine engine;
    private final Planner planner;
    private final LeafFetcher fetcher;
    private final RawFetcher rawFetcher;
    private final ExecutorService threads;

    /**
     * Makes one.
     *
     * @param threads one for each leaf; virtual ones
     */
    public EvaluationService(
            Engine engine, Planner planner, LeafFetcher fetcher, RawFetcher rawFetcher, ExecutorService threads) {
        this.engine = engine;
        this.planner = planner;
        this.fetcher = fetcher;
        this.rawFetcher = rawFetcher;
        this.threads = threads;
    }

    /**
     * The answer, whole in memory.
     *
     * @param query the same as the request
     */
    public Reply evaluate(
            QueryRequest request, Query query, Topology topology, Owners.Known owners, Allowance allowance) {
        Planner owned = planner.with(owners.ownership());
        try {
            Evaluation evaluation =
                    engine.prepare(query, new PlannedCut(owned, topology), selector -> true);
            try (ReadSamples samples = new ReadSamples(
                            evaluation.reads(),
                            read -> rawFetcher.fetch(read, topology, owners.handovers(), allowance, partial(request)),
                            threads);
                    FetchedLeaves leaves = new FetchedLeaves(fetcher, threads, manner(request, topology, allowance))) {
                leaves.ask(evaluation.leaves(), evaluation.shares());
                return reply(evaluation.run(leaves, samples), request, leaves, samples);
            }
        } catch (EngineException e) {
            throw error(e);
        }
    }

    private static Manner manner(QueryRequest request, Topology topology, Allowance allowance) {
        List<Param> options = request.passOn().stream()
                .filter(param -> param.name().equals("lookback_delta"))
                .toList();
        return new Manner(topology, options, allowance, partial(request));
    }

    private static Partial partial(QueryRequest request) {
        return AbsenceMatters.in(request.expr()) ? Partial.DENIED : request.partial();
    }

    /** As the planner cuts it. */
    private record PlannedCut(Planner planner, Topology topology) implements Cut {

        @Override
        public boolean isLeaf(Expr expr) {
            return planner.isLeaf(expr, topology);
        }

        @Override
        public boolean isShared(AggregateExpr aggregate) {
            return planner.isShared(aggregate, topology);
        }
    }

    private static QueryException error(EngineException failure) {
        String message = String.valueOf(failure.getMessage());
        return switch (failure) {
            case EngineException.BadData badData -> QueryException.badParam("query", message);
            case EngineException.Execution execution -> new QueryException(ErrorType.EXECUTION, message);
            case EngineException.Unsupported unsupported ->
                new QueryException(ErrorType.EXECUTION, "not supported over several shards: " + message);
        };
    }

    private static Reply reply(QueryResult result, QueryRequest request, FetchedLeaves leaves, ReadSamples samples) {
        Set<String> missing = new LinkedHashSet<>(samples.missing());
        missing.addAll(leaves.missing());
        Set<String> warnings = new LinkedHashSet<>(result.warnings());
        warnings.addAll(samples.warnings());
        warnings.addAll(leaves.warnings());
        QueryValue value = request.limit().isPresent()
                ? cut(result.value(), request.limit().getAsInt(), warnings)
                : result.value();
        Slice data = Slice.of(json(value));
        Annotations annotations = new Annotations(List.copyOf(warnings), result.infos());
        return new Reply.Merged(new MergedAnswer(data::writeTo, annotations), List.copyOf(missing));
    }

    private static QueryValue cut(QueryValue value, int limit, Set<String> warnings) {
        QueryValue cut = switch (value) {
            case QueryValue.Vector(long millis, List<Series> series) ->
                new QueryValue.Vector(millis, first(series, limit));
            case QueryValue.Matrix(Grid grid, List<Series> series) -> new QueryValue.Matrix(grid, first(series, limit));
            case QueryValue.Ranges(List<RangeSeries> series) -> new QueryValue.Ranges(first(series, limit));
            case QueryValue.Scalar scalar -> scalar;
            case QueryValue.StringValue string -> string;
        };
        if (!cut.equals(value)) {
            warnings.add("results truncated due to limit");
        }
        return cut;
    }

    private static <S> List<S> first(List<S> series, int limit) {
        return series.subList(0, Math.min(limit, series.size()));
    }

    private static byte[] json(QueryValue value) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try {
            new QueryValueWriter(data).write(value);
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be written", e);
        }
        return data.toByteArray();
    }
}
