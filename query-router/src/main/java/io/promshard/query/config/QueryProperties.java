package io.promshard.query.config;

import io.promshard.query.promql.parser.ParserOptions;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What queries may be and do.
 *
 * @param timeout the longest that a query may take; clients may ask for less
 * @param subqueryStep of subqueries without a step, where a Prometheus takes its own evaluation interval
 * @param experimental whether experimental functions and duration expressions are understood; the servers must have them enabled
 * @param partialResponse whether answers without the series of failed shards are given to who does not say, and evaluates no rules
 * @param maxSamples that a query evaluated here may hold, as Prometheus's {@code --query.max-samples}
 * @param maxRequestSize of a form body
 */
public record QueryProperties(
        @DefaultValue("2m") Duration timeout,
        @DefaultValue("1m") Duration subqueryStep,
        @DefaultValue("false") boolean experimental,
        @DefaultValue("true") boolean partialResponse,
        @DefaultValue("50000000") int maxSamples,
        @DefaultValue("10MB") DataSize maxRequestSize) {

    public QueryProperties {
        Positive.require("query-router.query.timeout", timeout);
        Positive.require("query-router.query.subquery-step", subqueryStep);
        Positive.require("query-router.query.max-samples", maxSamples);
        if (maxRequestSize.toBytes() < 1 || maxRequestSize.toBytes() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "query-router.query.max-request-size must be 1B to 2GB, got: " + maxRequestSize);
        }
    }

    ParserOptions parserOptions() {
        return experimental ? ParserOptions.EXPERIMENTAL : ParserOptions.STABLE;
    }
}
