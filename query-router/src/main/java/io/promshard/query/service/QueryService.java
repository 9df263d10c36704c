package io.promshard.query.service;

import io.promshard.query.client.ApiCall;
import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.client.Deadline;
import io.promshard.query.engine.eval.Query;
import io.promshard.query.error.ErrorType;
import io.promshard.query.error.QueryException;
import io.promshard.query.exec.Allowance;
import io.promshard.query.exec.Ask;
import io.promshard.query.exec.Gathered;
import io.promshard.query.exec.Gatherer;
import io.promshard.query.exec.PassThrough;
import io.promshard.query.exec.PiecedAsks;
import io.promshard.query.exec.PiecedAsks.PiecedAsk;
import io.promshard.query.exec.PiecedAsks.Question;
import io.promshard.query.exec.Reply;
import io.promshard.query.merge.AnnotationsUnion;
import io.promshard.query.merge.Limit;
import io.promshard.query.merge.MergeConflict;
import io.promshard.query.merge.Part;
import io.promshard.query.merge.SeriesUnion;
import io.promshard.query.merge.Stitched;
import io.promshard.query.plan.AbsenceMatters;
import io.promshard.query.plan.Planner;
import io.promshard.query.plan.QueryPlan;
import io.promshard.query.plan.ShardQuery;
import io.promshard.query.request.Partial;
import io.promshard.query.request.QueryRequest;
import io.promshard.query.topology.Topology;
import io.promshard.query.topology.TopologySource;
import io.promshard.query.wire.Annotations;
import io.promshard.query.wire.Answer;
import io.promshard.query.wire.AnswerScanner;
import io.promshard.query.wire.AnswerShape;
import io.promshard.query.wire.Label;
import io.promshard.query.wire.MalformedAnswer;
import io.promshard.query.wire.QueryData;
import io.promshard.query.wire.ResultType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Answers instant and range queries. Thread-safe; blocks. */
public final class QueryService {

    private final TopologySource topologies;
    private final Planner planner;
    private final PiecedAsks piecedAsks;
    private final PassThrough passThrough;
    private final Gatherer gatherer;
    private final EvaluationService evaluations;
    private final Coalescing coalescing;
    private final Owners owners;
    private final Duration lookback;
    private final long maxBytes;
    private final LongSupplier nanoTime;

    /**
     * Makes one.
     *
     * @param lookback of queries that do not say theirs, where samples are read
     * @param maxBytes that a query may read of all shards
     */
    public QueryService(
            TopologySource topologies,
            Planner planner,
            PiecedAsks piecedAsks,
            PassThrough passThrough,
            Gatherer gatherer,
            EvaluationService evaluations,
            Coalescing coalescing,
            Owners owners,
            Duration lookback,
            long maxBytes,
            LongSupplier nanoTime) {
        this.topologies = topologies;
        this.planner = planner;
        this.piecedAsks = piecedAsks;
        this.passThrough = passThrough;
        this.gatherer = gatherer;
        this.evaluations = evaluations;
        this.coalescing = coalescing;
        this.owners = owners;
        this.lookback = lookback;
        this.maxBytes = maxBytes;
        this.nanoTime = nanoTime;
    }

    /**
     * The answer, to be closed by the caller.
     *
     * @throws QueryException if there is none
     */
    public Reply query(QueryRequest request, PlanListener listener) {
        Topology topology = topologies.current();
        if (topology.shards().isEmpty()) {
            throw new QueryException(ErrorType.UNAVAILABLE, "no shard is known yet");
        }
        long lookbackMillis = request.lookback().orElse(lookback).toMillis();
        Query query = new Query(request.expr(), request.text(), request.grid(), lookbackMillis);
        Owners.Known known = owners.of(query, topology);
        QueryPlan plan = planner.with(known.ownership()).plan(request.expr(), topology);
        Allowance allowance = new Allowance(Deadline.after(request.timeout(), nanoTime), maxBytes);
        listener.planned(plan, topology, allowance);
        Supplier<Reply> answer = () -> carryOut(request, query, plan, topology, known, allowance);
        return isWhole(plan) ? coalescing.ask(new Wanted(topology.epoch(), request, plan), answer) : answer.get();
    }

    /** All that an answer depends on, but for the shards' data. */
    private record Wanted(long epoch, QueryRequest request, QueryPlan plan) {}

    /** Whether the answer is whole in memory before it is written, so that several clients can have it. */
    private static boolean isWhole(QueryPlan plan) {
        return switch (plan) {
            case QueryPlan.PassThrough pass -> false;
            case QueryPlan.AnyShard any -> false;
            case QueryPlan.Union union -> true;
            case QueryPlan.Combine combine -> true;
            case QueryPlan.Read read -> true;
            case QueryPlan.Evaluate evaluate -> true;
        };
    }

    private Reply carryOut(
            QueryRequest request,
            Query query,
            QueryPlan plan,
            Topology topology,
            Owners.Known known,
            Allowance allowance) {
        return switch (plan) {
            case QueryPlan.PassThrough pass -> {
                List<Ask> asks = pieced(request, query, pass, topology, allowance);
                yield isOfNobody(asks)
                        ? evaluations
                                .evaluateInstead(request, query, topology, known, allowance)
                                .orElseGet(() -> pass(request, asks, allowance))
                        : pass(request, asks, allowance);
            }
            case QueryPlan.AnyShard any ->
                passThrough.askAny(asks(request, any, topology), AnswerShape.of(type(request)), allowance);
            case QueryPlan.Union union -> {
                List<Ask> asks = pieced(request, query, union, topology, allowance);
                yield isOfNobody(asks)
                        ? evaluations
                                .evaluateInstead(request, query, topology, known, allowance)
                                .orElseGet(() -> union(request, asks, allowance))
                        : union(request, asks, allowance);
            }
            case QueryPlan.Combine combine -> evaluations.evaluate(request, query, topology, known, allowance);
            case QueryPlan.Read read -> evaluations.evaluate(request, query, topology, known, allowance);
            case QueryPlan.Evaluate evaluate -> evaluations.evaluate(request, query, topology, known, allowance);
        };
    }

    /** Whether no replica has all samples of a step: then the query is computed here of what they have together, if it can be. */
    private static boolean isOfNobody(List<Ask> asks) {
        return asks.stream().anyMatch(Ask::isOfNobody);
    }

    private List<Ask> pieced(
            QueryRequest request, Query query, QueryPlan plan, Topology topology, Allowance allowance) {
        Question question = new Question(
                request.path(), request.grid(), request.passOn(), query.lookbackMillis(), topology.featureLabel());
        return plan.queries().stream()
                .flatMap(each -> piecedAsks.of(each, question, allowance).stream())
                .map(PiecedAsk::ask)
                .toList();
    }

    private static List<Ask> asks(QueryRequest request, QueryPlan plan, Topology topology) {
        return plan.queries().stream()
                .map(query -> ask(request, query, topology.featureLabel()))
                .toList();
    }

    private static Ask ask(QueryRequest request, ShardQuery query, String label) {
        List<Param> params = new ArrayList<>();
        params.add(new Param("query", query.text()));
        params.addAll(request.passOn());
        return new Ask(
                query.shard(),
                new ApiCall(request.path(), params, true),
                query.putBack().map(value -> new Label(label, value)));
    }

    /** Copied as it comes, unless several replicas have it together, or those that have it all fail. */
    private Reply pass(QueryRequest request, List<Ask> asks, Allowance allowance) {
        ResultType type = type(request);
        if (asks.size() > 1) {
            return union(request, asks, allowance);
        }
        try {
            return passThrough.ask(asks.getFirst(), AnswerShape.of(type), allowance);
        } catch (QueryException e) {
            boolean series = type == ResultType.VECTOR || type == ResultType.MATRIX;
            if (e.type() != ErrorType.UNAVAILABLE
                    || !series
                    || asks.getFirst().lesser().isEmpty()) {
                throw e;
            }
            return union(request, asks, allowance);
        }
    }

    private static ResultType type(QueryRequest request) {
        return request.path().equals(QueryRequest.RANGE)
                ? ResultType.MATRIX
                : switch (request.expr().type()) {
                    case SCALAR -> ResultType.SCALAR;
                    case VECTOR -> ResultType.VECTOR;
                    case MATRIX -> ResultType.MATRIX;
                    case STRING -> ResultType.STRING;
                };
    }

    private Reply union(QueryRequest request, List<Ask> asks, Allowance allowance) {
        ResultType type = type(request);
        boolean lesser = asks.stream().anyMatch(ask -> !ask.lesser().isEmpty());
        Partial partial = lesser && AbsenceMatters.in(request.expr()) ? Partial.DENIED : request.partial();
        Gathered<QueryData.Series> gathered =
                gatherer.gather(asks, (ask, answer) -> series(AnswerScanner.query(answer), type), allowance, partial);
        try {
            List<Part<QueryData.Series>> parts = stitched(gathered.parts());
            Limit limit = new Limit(request.limit().orElse(0));
            return new Reply.Merged(SeriesUnion.of(type, parts, limit).with(gathered.warnings()), gathered.missing());
        } catch (MergeConflict e) {
            throw new QueryException(ErrorType.EXECUTION, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new QueryException(ErrorType.UNAVAILABLE, "a shard's answer is malformed: " + e.getMessage());
        }
    }

    /** One part a shard. */
    private static List<Part<QueryData.Series>> stitched(List<Part<QueryData.Series>> pieces) throws IOException {
        Map<String, List<Part<QueryData.Series>>> byShard = new LinkedHashMap<>();
        pieces.forEach(piece -> byShard.computeIfAbsent(piece.shard(), shard -> new ArrayList<>())
                .add(piece));
        List<Part<QueryData.Series>> whole = new ArrayList<>();
        for (List<Part<QueryData.Series>> ofShard : byShard.values()) {
            whole.add(ofShard.size() == 1 ? ofShard.getFirst() : stitchedOne(ofShard));
        }
        return whole;
    }

    private static Part<QueryData.Series> stitchedOne(List<Part<QueryData.Series>> pieces) throws IOException {
        QueryData.Series whole = Stitched.of(pieces.stream().map(Part::data).toList());
        Annotations annotations = AnnotationsUnion.of(
                pieces.stream().map(piece -> piece.answer().annotations()).toList());
        Part<QueryData.Series> first = pieces.getFirst();
        return new Part<>(first.shard(), new Answer.Success<>(whole, annotations), first.label());
    }

    private static Answer<QueryData.Series> series(Answer<QueryData> answer, ResultType type) throws MalformedAnswer {
        return switch (answer) {
            case Answer.Failure<QueryData>(String errorType, String error, var annotations) ->
                new Answer.Failure<>(errorType, error, annotations);
            case Answer.Success<QueryData>(QueryData.Series series, var annotations)
            when series.type() == type -> new Answer.Success<>(series, annotations);
            case Answer.Success<QueryData> other -> throw new MalformedAnswer("not a " + type.text());
        };
    }
}
