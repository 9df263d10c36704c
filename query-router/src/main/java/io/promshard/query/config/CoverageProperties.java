package io.promshard.query.config;

import io.promshard.shard.config.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the router learns which samples replicas lack.
 *
 * @param witness selector of series of which each server has samples for as long as it runs
 * @param interval from one count of the witness to the next
 * @param timeout of a count
 * @param history how far back the witness is counted ahead of queries
 */
public record CoverageProperties(
        @DefaultValue("up") String witness,
        @DefaultValue("30s") Duration interval,
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("25h") Duration history) {

    /** What is newer is counted at each turn, and is no history yet. */
    private static final Duration SHORTEST = Duration.ofHours(2);

    public CoverageProperties {
        Witnesses.require("query-router.coverage.witness", witness);
        Positive.require("query-router.coverage.interval", interval);
        Positive.require("query-router.coverage.timeout", timeout);
        if (history.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "query-router.coverage.history must be at least two hours, got: " + history);
        }
    }
}
