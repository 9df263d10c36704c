package io.promshard.query.service;

import io.promshard.query.client.ApiCall;
import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.exec.Ask;
import io.promshard.query.exec.EachReplica;
import io.promshard.query.exec.Reply;
import io.promshard.query.exec.Scanner;
import io.promshard.query.merge.Limit;
import io.promshard.query.merge.SeriesListUnion;
import io.promshard.query.merge.StringUnion;
import io.promshard.query.model.LabelMatcher;
import io.promshard.query.plan.SelectorPlanner;
import io.promshard.query.plan.ShardMatches;
import io.promshard.query.plan.ShardRead;
import io.promshard.query.request.SelectorRequest;
import io.promshard.query.topology.Topology;
import io.promshard.query.wire.Annotations;
import io.promshard.query.wire.Answer;
import io.promshard.query.wire.AnswerScanner;
import io.promshard.query.wire.Label;
import io.promshard.query.wire.Slice;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Answers which series, label names and label values there are. Thread-safe; blocks. */
public final class SelectorService {

    private static final String SERIES = "/api/v1/series";
    private static final String EVERY_SERIES = "{__name__!=\"\"}";

    private final FanOut fanOut;
    private final EachReplica eachReplica;

    public SelectorService(FanOut fanOut, EachReplica eachReplica) {
        this.fanOut = fanOut;
        this.eachReplica = eachReplica;
    }

    /** The label sets of series. */
    public Reply series(SelectorRequest request) {
        return fanOut.ask(
                asks(SERIES, request, fanOut.topology()),
                (ask, answer) -> AnswerScanner.elements(answer),
                request.partial(),
                parts -> SeriesListUnion.of(parts, limit(request)));
    }

    /** The names of labels, the feature label among them where a shard that does not store it has any. */
    public Reply labels(SelectorRequest request) {
        return strings(
                asks("/api/v1/labels", request, fanOut.topology()),
                (ask, answer) -> with(ask.putBack().map(Label::name), AnswerScanner.strings(answer)),
                request);
    }

    /**
     * The values of a label.
     *
     * @param path of the API, escaped as the client did it
     */
    public Reply values(String label, String path, SelectorRequest request) {
        Topology topology = fanOut.topology();
        if (!label.equals(topology.featureLabel())) {
            return strings(asks(path, request, topology), (ask, answer) -> AnswerScanner.strings(answer), request);
        }
        List<Ask> asks = plan(request, topology).stream()
                .flatMap(matches -> ofEach(request, topology, featureValues(matches, path, request, topology)))
                .toList();
        return strings(asks, SelectorService::featureValues, request);
    }

    private Reply strings(List<Ask> asks, Scanner<List<Slice>> scanner, SelectorRequest request) {
        return fanOut.ask(asks, scanner, request.partial(), parts -> StringUnion.of(parts, limit(request)));
    }

    /** A shard that does not store the label has its one value if it has one series. */
    private static Ask featureValues(ShardMatches matches, String path, SelectorRequest request, Topology topology) {
        if (matches.putBack().isEmpty()) {
            return ask(path, matches, request, topology);
        }
        List<String> some = matches.matches().isEmpty() ? List.of(EVERY_SERIES) : matches.matches();
        ShardMatches asked = new ShardMatches(matches.shard(), some, matches.putBack());
        Stream<Param> params =
                params(asked, request).filter(param -> !param.name().equals("limit"));
        List<Param> one =
                Stream.concat(params, Stream.of(new Param("limit", "1"))).toList();
        return new Ask(matches.shard(), new ApiCall(SERIES, one, true), label(matches, topology));
    }

    private static Answer<List<Slice>> featureValues(Ask ask, byte[] answer) throws IOException {
        if (ask.putBack().isEmpty()) {
            return AnswerScanner.strings(answer);
        }
        return switch (AnswerScanner.elements(answer)) {
            case Answer.Failure<List<Slice>> failure -> failure;
            case Answer.Success<List<Slice>> series ->
                new Answer.Success<>(
                        series.data().isEmpty()
                                ? List.of()
                                : List.of(Slice.of(ask.putBack().get().value())),
                        Annotations.NONE);
        };
    }

    private static Answer<List<Slice>> with(Optional<String> name, Answer<List<Slice>> answer) {
        if (name.isEmpty()
                || !(answer instanceof Answer.Success<List<Slice>>(var names, var annotations))
                || names.isEmpty()) {
            return answer;
        }
        List<Slice> all =
                Stream.concat(names.stream(), Stream.of(Slice.of(name.get()))).toList();
        return new Answer.Success<>(all, annotations);
    }

    private static Limit limit(SelectorRequest request) {
        return new Limit(request.limit().orElse(0));
    }

    private static List<ShardMatches> plan(SelectorRequest request, Topology topology) {
        return SelectorPlanner.plan(request.matches(), topology);
    }

    private List<Ask> asks(String path, SelectorRequest request, Topology topology) {
        return plan(request, topology).stream()
                .flatMap(matches -> ofEach(request, topology, ask(path, matches, request, topology)))
                .toList();
    }

    /** Each replica is asked where one lacks samples of a time that is given. */
    private Stream<Ask> ofEach(SelectorRequest request, Topology topology, Ask ask) {
        if (request.span().isEmpty() || ask.shard().replicas().size() < 2) {
            return Stream.of(ask);
        }
        List<List<LabelMatcher>> selectors = request.matches().stream()
                .flatMap(selector -> SelectorPlanner.reads(selector.matchers(), topology).stream())
                .filter(of -> of.shard().equals(ask.shard()))
                .map(ShardRead::matchers)
                .toList();
        return eachReplica.asks(ask, selectors, request.span().get(), fanOut.deadline()).stream();
    }

    /** Label values can only be asked for in the URL. */
    private static Ask ask(String path, ShardMatches matches, SelectorRequest request, Topology topology) {
        boolean form = !path.endsWith("/values");
        return new Ask(
                matches.shard(), new ApiCall(path, params(matches, request).toList(), form), label(matches, topology));
    }

    private static Stream<Param> params(ShardMatches matches, SelectorRequest request) {
        return Stream.concat(
                matches.matches().stream().map(match -> new Param("match[]", match)), request.passOn().stream());
    }

    private static Optional<Label> label(ShardMatches matches, Topology topology) {
        return matches.putBack().map(value -> new Label(topology.featureLabel(), value));
    }
}
