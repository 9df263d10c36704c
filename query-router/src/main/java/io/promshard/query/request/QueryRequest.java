package io.promshard.query.request;

import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.engine.Grid;
import io.promshard.query.promql.ast.Expr;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An instant or a range query.
 *
 * @param path of the API
 * @param text what is asked, as it came
 * @param expr the same, parsed
 * @param grid the times that it is asked for
 * @param passOn the parameters that shards get as the client gave them; times are always among them
 * @param timeout that the client gave, or the longest
 * @param limit of series; empty for none
 */
public record QueryRequest(
        String path,
        String text,
        Expr expr,
        Grid grid,
        List<Param> passOn,
        Duration timeout,
        OptionalInt limit,
        Partial partial) {

    public QueryRequest {
        passOn = List.copyOf(passOn);
    }

    /** How old the newest sample of a series may be, if the client says it. */
    public Optional<Duration> lookback() {
        return passOn.stream()
                .filter(param -> param.name().equals("lookback_delta"))
                .findFirst()
                .map(param -> Times.duration(param.value()));
    }

    public static final String INSTANT = "/api/v1/query";
    public static final String RANGE = "/api/v1/query_range";
}
