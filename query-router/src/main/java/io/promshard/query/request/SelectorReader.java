package io.promshard.query.request;

import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.error.QueryException;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.parser.ParseException;
import io.promshard.query.promql.parser.PromqlParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
        return labels(params, partial);
    }

    /** A question that may have none. */
    public SelectorRequest labels(Params params, Partial partial) {
        OptionalInt limit = ParamReader.limit(params);
        List<Param> passOn = new ArrayList<>();
        for (String name : List.of("start", "end")) {
            if (!params.first(name).isEmpty()) {
                ParamReader.time(params, name);
                passOn.add(new Param(name, params.first(name)));
            }
        }
        limit.ifPresent(count -> passOn.add(new Param("limit", Integer.toString(count))));
        return new SelectorRequest(matches(params), passOn, limit, partial);
    }

    /**
     * The expression whose selectors' exemplars are asked for.
     *
     * @param passOn gets the parameters that go to shards
     */
    public Expr exemplars(Params params, List<Param> passOn) {
        Instant start = ParamReader.time(params, "start");
        Instant end = ParamReader.time(params, "end");
        if (end.isBefore(start)) {
            throw QueryException.badData("end timestamp must not be before start timestamp");
        }
        List.of("start", "end").forEach(name -> passOn.add(new Param(name, params.first(name))));
        try {
            return parser.parse(params.first("query"));
        } catch (ParseException e) {
            throw QueryException.badData(String.valueOf(e.getMessage()));
        }
    }

    private List<VectorSelector> matches(Params params) {
        return params.every("match[]").stream().map(this::selector).toList();
    }

    private VectorSelector selector(String text) {
        VectorSelector selector;
        try {
            selector = parser.parseSelector(text);
        } catch (ParseException e) {
            throw QueryException.badParam("match[]", String.valueOf(e.getMessage()));
        }
        if (selector.matchers().stream().allMatch(matcher -> matcher.matches(""))) {
            throw QueryException.badParam("match[]", "match[] must contain at least one non-empty matcher");
        }
        return selector;
    }
}
