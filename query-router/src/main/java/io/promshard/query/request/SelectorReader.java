package io.promshard.query.request;

import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.coverage.Span;
import io.promshard.query.error.QueryException;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.parser.ParseException;
import io.promshard.query.promql.parser.PromqlParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads questions about series, label names and label values, and about exemplars. */
public final class SelectorReader {

    private final PromqlParser parser;

    public SelectorReader(PromqlParser parser) {
        this.parser = parser;
    }

    /** A question that must have a selector. */
    public SelectorRequest series(Params params, Partial partial) {
        if (params.every("match[]").isEmpty()) {
            throw QueryException.badData("no match[] parameter provided");
        }
        return read(params, partial, "invalid parameter \"match[]\": ");
    }

    /** A question that may have none. */
    public SelectorRequest labels(Params params, Partial partial) {
        return read(params, partial, "");
    }

    /** Any number of selectors, that may as well match everything. */
    public List<VectorSelector> federated(Params params) {
        return params.every("match[]").stream().map(text -> parsed(text, "")).toList();
    }

    private SelectorRequest read(Params params, Partial partial, String complaint) {
        OptionalInt limit = ParamReader.limit(params);
        List<Param> passOn = new ArrayList<>();
        Moments moments = span(params, passOn);
        boolean both = passOn.size() == 2;
        limit.ifPresent(count -> passOn.add(new Param("limit", Integer.toString(count))));
        List<VectorSelector> matches = params.every("match[]").stream()
                .map(text -> selector(text, complaint))
                .toList();
        return new SelectorRequest(
                matches, both ? Optional.of(moments.span()) : Optional.empty(), passOn, limit, partial);
    }

    /** Start and end, neither of which must be given; without them it is all of time. */
    private static Moments span(Params params, List<Param> passOn) {
        Moments span = new Moments(
                ParamReader.time(params, "start", Instant.MIN), ParamReader.time(params, "end", Instant.MAX));
        for (String name : List.of("start", "end")) {
            if (!params.first(name).isEmpty()) {
                passOn.add(new Param(name, params.first(name)));
            }
        }
        return span;
    }

    /** From when to when. */
    private record Moments(Instant start, Instant end) {
        Span span() {
            return new Span(Times.millis(start) - 1, Times.millis(end));
        }
    }

    /**
     * The expression whose selectors' exemplars are asked for.
     *
     * @param passOn gets the parameters that go to shards
     */
    public Expr exemplars(Params params, List<Param> passOn) {
        Moments span = span(params, passOn);
        if (span.end().isBefore(span.start())) {
            throw QueryException.badData("end timestamp must not be before start timestamp");
        }
        try {
            return parser.parse(params.first("query"));
        } catch (ParseException e) {
            throw QueryException.badData(String.valueOf(e.getMessage()));
        }
    }

    /** The API says what is wrong with a selector in two ways. */
    private VectorSelector selector(String text, String complaint) {
        VectorSelector selector = parsed(text, complaint);
        if (selector.matchers().stream().allMatch(matcher -> matcher.matches(""))) {
            throw QueryException.badData(complaint + "match[] must contain at least one non-empty matcher");
        }
        return selector;
    }

    private VectorSelector parsed(String text, String complaint) {
        try {
            return parser.parseSelector(text);
        } catch (ParseException e) {
            throw QueryException.badData(complaint + e.getMessage());
        }
    }
}
