package io.promshard.pgw.config;

import io.promshard.pgw.merge.ViewSettings;
import io.promshard.pgw.scrape.ScrapeSettings;
import io.promshard.pgw.upkeep.UpkeepSettings;
import io.promshard.shard.config.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The merged view of all gateways.
 *
 * @param metricsPath below a gateway's prefix, its {@code --web.telemetry-path}
 * @param cache how long a view serves further scrapes; zero for not at all
 * @param patience how long a scrape waits for a gateway of which there is an earlier snapshot
 * @param timeout of each answer of a gateway, to its last byte
 * @param staleLimit how old a snapshot may get that stands for a gateway that does not answer
 * @param maxGatewayResponse size above which a gateway's answer is refused
 * @param maxConcurrent scrapes and lists under way, above which more get a 503
 */
public record ReadProperties(
        @DefaultValue("/metrics") String metricsPath,
        @DefaultValue("250ms") Duration cache,
        @DefaultValue("2s") Duration patience,
        @DefaultValue("8s") Duration timeout,
        @DefaultValue("5m") Duration staleLimit,
        @DefaultValue("64MB") DataSize maxGatewayResponse,
        @DefaultValue("64") int maxConcurrent) {

    public ReadProperties {
        UrlPath.require("pgw-router.read.metrics-path", metricsPath);
        if (cache.isNegative()) {
            throw new IllegalArgumentException("pgw-router.read.cache must not be negative, got: " + cache);
        }
        Positive.require("pgw-router.read.patience", patience);
        Positive.require("pgw-router.read.timeout", timeout);
        Positive.require("pgw-router.read.stale-limit", staleLimit);
        Positive.require("pgw-router.read.max-gateway-response", maxGatewayResponse.toBytes());
        Positive.require("pgw-router.read.max-concurrent", maxConcurrent);
        if (maxGatewayResponse.toBytes() > Integer.MAX_VALUE / 2) {
            throw new IllegalArgumentException(
                    "pgw-router.read.max-gateway-response must be at most 1GB, got: " + maxGatewayResponse);
        }
    }

    ScrapeSettings scrapes() {
        return new ScrapeSettings(metricsPath, timeout, maxGatewayResponse.toBytes());
    }

    ViewSettings views(UpkeepSettings upkeep) {
        return new ViewSettings(cache, patience, staleLimit, upkeep.replicas(), upkeep.sameWithin());
    }
}
