package io.promshard.query.config;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.promshard.query.client.http.HttpShardClient;
import io.promshard.query.config.QueryRouterProperties.OwnershipProperties;
import io.promshard.query.ownership.HandoverWatch;
import io.promshard.query.ownership.SharderApi;
import io.promshard.shard.config.TowardsFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who tells which targets move between shards. */
@Configuration(proxyBeanMethods = false)
class OwnershipConfiguration {

    /** Of its own: what we show to servers is no sharder's business. */
    @Bean
    HttpShardClient sharderClient(
            QueryRouterProperties properties, TowardsFactory towards, ScheduledThreadPoolExecutor shardCallTimer) {
        return new HttpShardClient(
                properties.client().inspections(),
                towards.of("query-router.towards-sharders", properties.towardsSharders()),
                shardCallTimer);
    }

    /** Where there are no sharders, nothing is asked before a query needs it, and then it fails. */
    @Bean
    HandoverWatch handoverWatch(QueryRouterProperties properties, HttpShardClient sharderClient, Clock clock) {
        OwnershipProperties settings = properties.ownership();
        SharderApi sharders = new SharderApi(
                sharderClient, StaticShards.sharders(properties.sharders()), settings.timeout(), System::nanoTime);
        HandoverWatch watch = new HandoverWatch(
                sharders,
                clock,
                settings.interval(),
                settings.horizon(),
                Thread.ofVirtual().factory());
        if (!properties.sharders().isEmpty()) {
            watch.start();
        }
        return watch;
    }

    @Bean
    MeterBinder ownershipMetrics(HandoverWatch watch, Clock clock) {
        return registry -> Gauge.builder("query.router.handovers.age.seconds", () -> age(watch, clock))
                .description("Seconds since a sharder told which targets move; NaN before it did")
                .register(registry);
    }

    private static double age(HandoverWatch watch, Clock clock) {
        return watch.lastAnswer()
                .map(answer -> Duration.between(answer, clock.instant()).toMillis() / 1000.0)
                .orElse(Double.NaN);
    }
}
