package io.promshard.query.request;

import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.engine.Grid;
import io.promshard.query.error.QueryException;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.ValueType;
import io.promshard.query.promql.parser.ParseException;
import io.promshard.query.promql.parser.PromqlParser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Reads queries; what is wrong with them is found in Prometheus's order and said in its words. */
public final class QueryReader {

    private static final int MAX_POINTS = 11_000;

    private final PromqlParser parser;
    private final Clock clock;
    private final Duration longest;

    /**
     * Makes a reader.
     *
     * @param clock the time of queries that give none
     * @param longest a query may take, whatever it asks for
     */
    public QueryReader(PromqlParser parser, Clock clock, Duration longest) {
        this.parser = parser;
        this.clock = clock;
        this.longest = longest;
    }

    /** An instant query. */
    public QueryRequest instant(Params params, Partial partial) {
        OptionalInt limit = ParamReader.limit(params);
        String time = time(params);
        List<Param> passOn = new ArrayList<>();
        passOn.add(new Param("time", time));
        Duration timeout = timeout(params);
        options(params, passOn);
        return new QueryRequest(
                QueryRequest.INSTANT,
                params.first("query"),
                parse(params),
                Grid.instant(Times.millis(Times.time(time))),
                passOn,
                timeout,
                limit,
                partial);
    }

    /** What the client wrote, since shards read it as we do. */
    private String time(Params params) {
        String time = params.first("time");
        Instant now = clock.instant();
        ParamReader.time(params, "time", now);
        return time.isEmpty() ? "%d.%03d".formatted(now.getEpochSecond(), now.getNano() / 1_000_000) : time;
    }

    /** A range query. */
    public QueryRequest range(Params params, Partial partial) {
        OptionalInt limit = ParamReader.limit(params);
        Instant start = ParamReader.time(params, "start");
        Instant end = ParamReader.time(params, "end");
        if (end.isBefore(start)) {
            throw QueryException.badParam("end", "end timestamp must not be before start time");
        }
        Duration step = ParamReader.duration(params, "step");
        checkStep(step, start, end);
        List<Param> passOn = new ArrayList<>();
        List.of("start", "end", "step").forEach(name -> passOn.add(new Param(name, params.first(name))));
        Duration timeout = timeout(params);
        options(params, passOn);
        Expr expr = parse(params);
        if (expr.type() != ValueType.SCALAR && expr.type() != ValueType.VECTOR) {
            throw QueryException.badParam(
                    "query",
                    "invalid expression type \"" + expr.type().documented()
                            + "\" for range query, must be Scalar or instant Vector");
        }
        return new QueryRequest(
                QueryRequest.RANGE,
                params.first("query"),
                expr,
                grid(start, end, step),
                passOn,
                timeout,
                limit,
                partial);
    }

    /** Prometheus computes in milliseconds; a step below one is one. */
    private static Grid grid(Instant start, Instant end, Duration step) {
        return new Grid(Times.millis(start), Times.millis(end), Math.max(1, step.toMillis()));
    }

    private static void checkStep(Duration step, Instant start, Instant end) {
        if (step.isNegative() || step.isZero()) {
            throw QueryException.badParam(
                    "step", "zero or negative query resolution step widths are not accepted. Try a positive integer");
        }
        if (span(start, end).dividedBy(step) > MAX_POINTS) {
            throw QueryException.badData("exceeded maximum resolution of 11,000 points per timeseries. "
                    + "Try decreasing the query resolution (?step=XX)");
        }
    }

    /** No longer than Go's durations are. */
    private static Duration span(Instant start, Instant end) {
        Duration span = Duration.between(start, end);
        Duration longest = Duration.ofNanos(Long.MAX_VALUE);
        return span.compareTo(longest) < 0 ? span : longest;
    }

    private Duration timeout(Params params) {
        if (params.first("timeout").isEmpty()) {
            return longest;
        }
        Duration asked = ParamReader.duration(params, "timeout");
        return asked.compareTo(longest) < 0 ? asked : longest;
    }

    private static void options(Params params, List<Param> passOn) {
        String lookback = params.first("lookback_delta");
        if (!lookback.isEmpty()) {
            try {
                Times.duration(lookback);
            } catch (IllegalArgumentException e) {
                throw QueryException.badData("error parsing lookback delta duration: " + e.getMessage());
            }
        }
        for (String name : List.of("lookback_delta", "stats", "limit")) {
            if (!params.first(name).isEmpty()) {
                passOn.add(new Param(name, params.first(name)));
            }
        }
    }

    private Expr parse(Params params) {
        try {
            return parser.parse(params.first("query"));
        } catch (ParseException e) {
            throw QueryException.badParam("query", String.valueOf(e.getMessage()));
        }
    }
}
