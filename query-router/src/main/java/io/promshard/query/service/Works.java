package io.promshard.query.service;

import io.promshard.query.client.ApiCall;
import io.promshard.query.client.ApiCall.Param;
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
import io.promshard.query.explain.ToldPart;
import io.promshard.query.explain.Whys;
import io.promshard.query.merge.AnnotationsUnion;
import io.promshard.query.merge.Limit;
import io.promshard.query.merge.MergeConflict;
import io.promshard.query.merge.Part;
import io.promshard.query.merge.SeriesUnion;
import io.promshard.query.merge.Stitched;
import io.promshard.query.plan.AbsenceMatters;
import io.promshard.query.plan.QueryPlan;
import io.promshard.query.plan.ShardQuery;
import io.promshard.query.request.Partial;
import io.promshard.query.request.QueryRequest;
import io.promshard.query.wire.Annotations;
import io.promshard.query.wire.Answer;
import io.promshard.query.wire.AnswerScanner;
import io.promshard.query.wire.AnswerShape;
import io.promshard.query.wire.Label;
import io.promshard.query.wire.MalformedAnswer;
import io.promshard.query.wire.QueryData;
import io.promshard.query.wire.ResultType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Says what is to be done for planned queries. Thread-safe. */
public final class Works {

    private final PiecedAsks piecedAsks;
    private final PassThrough passThrough;
    private final Gatherer gatherer;
    private final EvaluationService evaluations;

    public Works(PiecedAsks piecedAsks, PassThrough passThrough, Gatherer gatherer, EvaluationService evaluations) {
        this.piecedAsks = piecedAsks;
        this.passThrough = passThrough;
        this.gatherer = gatherer;
        this.evaluations = evaluations;
    }

    /** What is to be done. Blocks where it is not known what replicas have. */
    Work of(Task task) {
        return switch (task.plan()) {
            case QueryPlan.PassThrough pass -> {
                List<Ask> asks = pieced(task);
                yield inPieces(task, asks, () -> pass(task.request(), asks, task.allowance()));
            }
            case QueryPlan.AnyShard any -> {
                List<Ask> asks = asks(task);
                yield asked(task, asks, () -> passThrough.askAny(asks, shape(task.request()), task.allowance()));
            }
            case QueryPlan.Union union -> {
                List<Ask> asks = pieced(task);
                yield inPieces(task, asks, () -> union(task.request(), asks, task.allowance()));
            }
            case QueryPlan.Combine combine -> evaluations.work(task);
            case QueryPlan.Read read -> evaluations.work(task);
            case QueryPlan.Evaluate evaluate -> evaluations.work(task);
        };
    }

    /** Where no replica has all samples of a step, the query is computed here of what they have together, if it can be. */
    private Work inPieces(Task task, List<Ask> asks, Supplier<Reply> run) {
        Work work = asked(task, asks, run);
        return asks.stream().anyMatch(Ask::isOfNobody) ? evaluations.workInstead(task, work) : work;
    }

    private static Work asked(Task task, List<Ask> asks, Supplier<Reply> run) {
        return new Work(
                run, () -> ToldPart.asked(task.plan().kind(), task.request().text(), Whys.of(task.plan()), asks));
    }

    private List<Ask> pieced(Task task) {
        QueryRequest request = task.request();
        Question question = new Question(
                request.path(),
                request.grid(),
                request.passOn(),
                task.query().lookbackMillis(),
                task.topology().featureLabel());
        return task.plan().queries().stream()
                .flatMap(each -> piecedAsks.of(each, question, task.allowance()).stream())
                .map(PiecedAsk::ask)
                .toList();
    }

    private static List<Ask> asks(Task task) {
        return task.plan().queries().stream()
                .map(query -> ask(task.request(), query, task.topology().featureLabel()))
                .toList();
    }

    private static AnswerShape shape(QueryRequest request) {
        return AnswerShape.of(type(request));
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
