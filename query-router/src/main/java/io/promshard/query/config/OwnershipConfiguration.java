package io.promshard.query.config;

import io.promshard.query.client.http.HttpShardClient;
import io.promshard.query.config.QueryRouterProperties.OwnershipProperties;
import io.promshard.query.ownership.HandoverWatch;
import io.promshard.query.ownership.SharderApi;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who tells which targets move between shards. */
@Configuration(proxyBeanMethods = false)
class OwnershipConfiguration {

    /** Where there are no sharders, nothing is asked before a query needs it, and then it fails. */
    @Bean
    HandoverWatch handoverWatch(QueryRouterProperties properties, HttpShardClient inspectionClient, Clock clock) {
        OwnershipProperties settings = properties.ownership();
        SharderApi sharders = new SharderApi(
                inspectionClient, StaticShards.sharders(properties.sharders()), settings.timeout(), System::nanoTime);
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
}
