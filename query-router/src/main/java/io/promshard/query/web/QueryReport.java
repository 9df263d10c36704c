package io.promshard.query.web;

import io.promshard.query.exec.Allowance;
import io.promshard.query.plan.QueryPlan;
import io.promshard.query.request.Params;
import java.time.Duration;
import java.util.Optional;

/**
 * What became of a request that asks shards.
 *
 * @param endpoint as {@code query_range} or {@code label_values}; one of few
 * @param params of the request, none if they could not be read
 * @param planned the query's plan; empty at other endpoints, and if it came to none
 * @param outcome {@code success}, {@code partial}, {@code broken} if the answer broke off on its way, or the kind of error
 * @param took from the head of the request to the end of the answer
 * @param origin where the request comes from
 */
public record QueryReport(
        String endpoint, Params params, Optional<Planned> planned, String outcome, Duration took, Origin origin) {

    /**
     * A plan.
     *
     * @param label the feature label
     * @param allowance of which the query has used some
     */
    public record Planned(QueryPlan plan, String label, Allowance allowance) {}

    /** The dashboard and panel that Grafana names in headers; empty if it does not. */
    public record Origin(String dashboard, String panel) {}
}
