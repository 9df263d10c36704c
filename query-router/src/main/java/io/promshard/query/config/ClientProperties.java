package io.promshard.query.config;

import io.promshard.query.client.guard.HedgedReplicas.Hedging;
import io.promshard.query.client.http.HttpShardSettings;
import io.promshard.shard.config.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How servers are asked.
 *
 * @param connectTimeout to a server; after it the next replica is tried
 * @param idleTimeout how long the rest of an answer may not come on
 * @param keepAlive how long an idle connection is kept
 * @param maxAnswerSize of one answer, decompressed
 * @param gzip whether servers are asked to compress
 * @param maxConcurrentPerServer calls under way to one server, above which the next replica is tried
 * @param breaker when a server is left alone
 * @param hedge when a second replica is asked beside a slow one
 */
public record ClientProperties(
        @DefaultValue("500ms") Duration connectTimeout,
        @DefaultValue("10s") Duration idleTimeout,
        @DefaultValue("1m") Duration keepAlive,
        @DefaultValue("512MB") DataSize maxAnswerSize,
        @DefaultValue("false") boolean gzip,
        @DefaultValue("128") int maxConcurrentPerServer,
        @DefaultValue BreakerProperties breaker,
        @DefaultValue HedgeProperties hedge) {

    /** What servers say of themselves is read whole, so it may not be large. */
    private static final long LARGEST_INSPECTION = 32L * 1024 * 1024;

    public ClientProperties {
        Positive.require("query-router.client.connect-timeout", connectTimeout);
        Positive.require("query-router.client.idle-timeout", idleTimeout);
        Positive.require("query-router.client.keep-alive", keepAlive);
        Positive.require("query-router.client.max-answer-size", maxAnswerSize.toBytes());
        Positive.require("query-router.client.max-concurrent-per-server", maxConcurrentPerServer);
    }

    HttpShardSettings queries() {
        return new HttpShardSettings(connectTimeout, idleTimeout, keepAlive, maxAnswerSize.toBytes(), gzip);
    }

    HttpShardSettings inspections() {
        return new HttpShardSettings(connectTimeout, idleTimeout, keepAlive, LARGEST_INSPECTION, gzip);
    }

    /**
     * When a server is left alone.
     *
     * @param calls how many of the last are looked at; half of them failed opens
     * @param open how long until one tries again
     */
    public record BreakerProperties(
            @DefaultValue("10") int calls,
            @DefaultValue("2s") Duration open) {
        public BreakerProperties {
            Positive.require("query-router.client.breaker.calls", calls);
            Positive.require("query-router.client.breaker.open", open);
        }
    }

    /**
     * When a second replica is asked beside a slow one.
     *
     * @param share of all calls to shards with several replicas that may be such second ones; 0 for none
     * @param least not before that time, however fast answers were
     */
    public record HedgeProperties(
            @DefaultValue("0.05") double share,
            @DefaultValue("10ms") Duration least) {
        public HedgeProperties {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException(
                        "query-router.client.hedge.share must be from 0 to 1, got: " + share);
            }
            Positive.require("query-router.client.hedge.least", least);
        }

        Hedging hedging() {
            return new Hedging(share, least);
        }
    }
}
