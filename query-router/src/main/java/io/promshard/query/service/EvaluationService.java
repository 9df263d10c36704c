package io.promshard.query.service;

import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.engine.EngineException;
import io.promshard.query.engine.Grid;
import io.promshard.query.engine.LeafRequest;
import io.promshard.query.engine.QueryResult;
import io.promshard.query.engine.QueryValue;
import io.promshard.query.engine.RangeSeries;
import io.promshard.query.engine.RawRequest;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.ShareRequest;
import io.promshard.query.engine.eval.Cut;
import io.promshard.query.engine.eval.Engine;
import io.promshard.query.engine.eval.Evaluation;
import io.promshard.query.engine.eval.Query;
import io.promshard.query.engine.eval.TimesOfAt;
import io.promshard.query.engine.json.QueryValueWriter;
import io.promshard.query.error.ErrorType;
import io.promshard.query.error.QueryException;
import io.promshard.query.exec.Ask;
import io.promshard.query.exec.LeafFetcher;
import io.promshard.query.exec.LeafFetcher.Manner;
import io.promshard.query.exec.RawFetcher;
import io.promshard.query.exec.Reply;
import io.promshard.query.explain.PartTeller;
import io.promshard.query.explain.ToldPart;
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
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;

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
     * @param threads one for each leaf and each selector that is read; virtual ones
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
     * What is to be done for a query.
     *
     * @throws QueryException if it cannot be evaluated
     */
    public Work work(Task task) {
        try {
            Prepared prepared = prepared(task);
            return new Work(() -> run(prepared), () -> told(prepared));
        } catch (EngineException e) {
            throw error(e);
        }
    }

    /**
     * The same for a query that shards could compute, if they had a replica with all samples.
     *
     * @param otherwise what is done if it cannot be computed here
     */
    public Work workInstead(Task task, Work otherwise) {
        try {
            Prepared prepared = prepared(task);
            return new Work(() -> runInstead(prepared).orElseGet(otherwise.run()), () -> told(prepared));
        } catch (EngineException.Unsupported e) {
            return otherwise;
        } catch (EngineException e) {
            throw error(e);
        }
    }

    private Reply run(Prepared prepared) {
        try {
            return evaluated(prepared);
        } catch (EngineException e) {
            throw error(e);
        }
    }

    private Optional<Reply> runInstead(Prepared prepared) {
        try {
            return Optional.of(evaluated(prepared));
        } catch (EngineException.Unsupported e) {
            return Optional.empty();
        } catch (EngineException e) {
            throw error(e);
        }
    }

    /**
     * A shard may fail for one part of a query and answer another: then it is missing from all of it, as sums over the shards that
     * are left by counts over all of them would be wrong. What goes wrong without it may have gone well with it.
     */
    private static QueryResult ofSameShards(Evaluation evaluation, FetchedLeaves leaves, ReadSamples samples) {
        try {
            QueryResult result = evaluation.run(leaves, samples);
            return isOther(leaves, samples) ? ofSameShards(evaluation, leaves, samples) : result;
        } catch (EngineException.Execution e) {
            if (isOther(leaves, samples)) {
                return ofSameShards(evaluation, leaves, samples);
            }
            throw warnings(leaves, samples).stream()
                    .findFirst()
                    .<RuntimeException>map(warning -> new QueryException(ErrorType.UNAVAILABLE, warning))
                    .orElse(e);
        }
    }

    /** Leaves out the shards that failed. Whether anything changes by that. */
    private static boolean isOther(FetchedLeaves leaves, ReadSamples samples) {
        Set<String> missing = missing(leaves, samples);
        boolean others = leaves.leaveOut(missing);
        return samples.leaveOut(missing) || others;
    }

    private static Set<String> missing(FetchedLeaves leaves, ReadSamples samples) {
        Set<String> missing = new LinkedHashSet<>(samples.missing());
        missing.addAll(leaves.missing());
        return missing;
    }

    private static Set<String> warnings(FetchedLeaves leaves, ReadSamples samples) {
        Set<String> warnings = new LinkedHashSet<>(samples.warnings());
        warnings.addAll(leaves.warnings());
        return warnings;
    }

    /** A query whose parts are known. */
    private record Prepared(Task task, Manner manner, PlannedCut cut, Evaluation evaluation) {}

    private Reply evaluated(Prepared prepared) {
        Task task = prepared.task;
        Manner manner = prepared.manner;
        try (ReadSamples samples = new ReadSamples(
                        prepared.evaluation.reads(),
                        read -> rawFetcher.fetch(
                                read, task.topology(), task.owners().handovers(), task.allowance(), manner.partial()),
                        threads);
                FetchedLeaves leaves = new FetchedLeaves(fetcher, threads, manner)) {
            leaves.ask(prepared.evaluation.leaves(), prepared.evaluation.shares());
            return reply(ofSameShards(prepared.evaluation, leaves, samples), task.request(), leaves, samples);
        }
    }

    private ToldPart told(Prepared prepared) {
        return new PartTeller(new PreparedAsks(prepared)).tell(prepared.evaluation.root());
    }

    /** What is asked for a prepared query. */
    private final class PreparedAsks implements PartTeller.Asks {
        private final Prepared prepared;

        PreparedAsks(Prepared prepared) {
            this.prepared = prepared;
        }

        @Override
        public LeafFetcher.Asked of(LeafRequest leaf) {
            return fetcher.asked(leaf, prepared.manner);
        }

        @Override
        public LeafFetcher.Asked of(ShareRequest share) {
            return fetcher.asked(share, prepared.manner);
        }

        @Override
        public List<Ask> of(RawRequest read) {
            return rawFetcher.asks(read, prepared.task.topology(), prepared.task.allowance());
        }

        @Override
        public String why(Expr expr) {
            return prepared.cut.why(expr);
        }
    }

    private static Manner manner(Task task) {
        QueryRequest request = task.request();
        List<Param> lookback = request.passOn().stream()
                .filter(param -> param.name().equals("lookback_delta"))
                .toList();
        Partial partial = AbsenceMatters.in(request.expr()) ? Partial.DENIED : request.partial();
        return new Manner(task.topology(), lookback, task.query().lookbackMillis(), task.allowance(), partial);
    }

    /**
     * Leaves and shares that no replica has all samples for are taken apart, as what is within them may have one. What is left of them
     * in the end are selectors, whose samples are read. Each turn takes something apart that was whole.
     */
    private Prepared prepared(Task task) {
        Manner manner = manner(task);
        Query query = task.query();
        Query timed = new Query(
                TimesOfAt.written(query.expr(), query.grid()), query.text(), query.grid(), query.lookbackMillis());
        PlannedCut cut = new PlannedCut(planner.with(task.owners().ownership()), manner.topology(), new HashSet<>());
        Evaluation evaluation = engine.prepare(timed, cut, selector -> true);
        while (cut.apart().addAll(uncovered(evaluation, manner))) {
            evaluation = engine.prepare(timed, cut, selector -> true);
        }
        return new Prepared(task, manner, cut, evaluation);
    }

    private List<Expr> uncovered(Evaluation evaluation, Manner manner) {
        return Stream.concat(
                        evaluation.leaves().stream()
                                .filter(leaf -> !fetcher.isCovered(leaf, manner))
                                .map(LeafRequest::expr),
                        evaluation.shares().stream()
                                .filter(share -> !fetcher.isCovered(share, manner))
                                .map(ShareRequest::aggregate))
                .toList();
    }

    /**
     * As the planner cuts it.
     *
     * @param apart what is computed here all the same; equal, as the engine makes some expressions anew each time
     */
    private record PlannedCut(Planner planner, Topology topology, Set<Expr> apart) implements Cut {

        @Override
        public boolean isLeaf(Expr expr) {
            return !apart.contains(expr) && planner.isLeaf(expr, topology);
        }

        @Override
        public boolean isShared(AggregateExpr aggregate) {
            return !apart.contains(aggregate) && isLeaf(aggregate.expr()) && planner.isShared(aggregate, topology);
        }

        /** Why an expression is computed here, for people. */
        String why(Expr expr) {
            return apart.contains(expr)
                    ? "no replica has all its samples"
                    : planner.whyNoLeaf(expr, topology).orElse("shards can compute it, but not what it is in");
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
        Set<String> warnings = new LinkedHashSet<>(result.warnings());
        warnings.addAll(warnings(leaves, samples));
        QueryValue value = request.limit().isPresent()
                ? cut(result.value(), request.limit().getAsInt(), warnings)
                : result.value();
        Slice data = Slice.of(json(value));
        Annotations annotations = new Annotations(List.copyOf(warnings), result.infos());
        return new Reply.Merged(new MergedAnswer(data::writeTo, annotations), List.copyOf(missing(leaves, samples)));
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
