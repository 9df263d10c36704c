package io.promshard.query.config;

import io.promshard.query.promql.parser.ParserOptions;
import io.promshard.query.service.Admission;
import io.promshard.shard.config.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What queries may be and do.
 *
 * @param timeout the longest that a query may take; clients may ask for less
 * @param subqueryStep of subqueries without a step, where a Prometheus takes its own evaluation interval
 * @param lookbackDelta of queries that are evaluated of samples as they were scraped, as Prometheus's {@code --query.lookback-delta}
 * @param experimental whether experimental functions and duration expressions are understood; the servers must have them enabled
 * @param partialResponse whether answers without the series of failed shards are given to who does not say, and evaluates no rules
 * @param maxSamples that a query evaluated here may hold, as Prometheus's {@code --query.max-samples}, and that a
 *     remote read may give in the form of samples
 * @param maxRequestSize of a form body
 * @param maxLength of a query's or selector's text, in characters
 * @param maxBytes that a query may read of all shards together
 * @param maxConcurrent requests at work at once; 0 for four times the processors, but at least 20
 * @param maxWait how long others wait for their turn
 * @param coalesce whether equal queries at one time get one answer, where it is made of several shards'
 * @param slow from what time on a request is logged; 0 for never
 */
public record QueryProperties(
        @DefaultValue("2m") Duration timeout,
        @DefaultValue("1m") Duration subqueryStep,
        @DefaultValue("5m") Duration lookbackDelta,
        @DefaultValue("false") boolean experimental,
        @DefaultValue("true") boolean partialResponse,
        @DefaultValue("50000000") int maxSamples,
        @DefaultValue("10MB") DataSize maxRequestSize,
        @DefaultValue("250000") int maxLength,
        @DefaultValue("512MB") DataSize maxBytes,
        @DefaultValue("0") int maxConcurrent,
        @DefaultValue("5s") Duration maxWait,
        @DefaultValue("true") boolean coalesce,
        @DefaultValue("5s") Duration slow) {

    /** As many as one Prometheus takes at once. */
    private static final int LEAST_CONCURRENT = 20;

    public QueryProperties {
        Positive.require("query-router.query.timeout", timeout);
        Positive.require("query-router.query.subquery-step", subqueryStep);
        Positive.require("query-router.query.lookback-delta", lookbackDelta);
        Positive.require("query-router.query.max-samples", maxSamples);
        Positive.require("query-router.query.max-length", maxLength);
        Positive.require("query-router.query.max-bytes", maxBytes.toBytes());
        requireNone("query-router.query.max-concurrent", maxConcurrent < 0, maxConcurrent);
        requireNone("query-router.query.max-wait", maxWait.isNegative(), maxWait);
        requireNone("query-router.query.slow", slow.isNegative(), slow);
        if (maxRequestSize.toBytes() < 1 || maxRequestSize.toBytes() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "query-router.query.max-request-size must be 1B to 2GB, got: " + maxRequestSize);
        }
    }

    private static void requireNone(String property, boolean negative, Object value) {
        if (negative) {
            throw new IllegalArgumentException(property + " must not be negative, got: " + value);
        }
    }

    Admission admission() {
        int byDefault = Math.max(LEAST_CONCURRENT, 4 * Runtime.getRuntime().availableProcessors());
        return new Admission(maxConcurrent == 0 ? byDefault : maxConcurrent, maxWait);
    }

    ParserOptions parserOptions() {
        return experimental ? ParserOptions.EXPERIMENTAL : ParserOptions.STABLE;
    }
}
