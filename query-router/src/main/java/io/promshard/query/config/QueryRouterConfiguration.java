package io.promshard.query.config;

import io.promshard.shard.config.ShardCoreConfiguration;
import io.promshard.shard.web.ConsoleHeaders;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The parts of the query router. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QueryRouterProperties.class)
@Import({
    ShardCoreConfiguration.class,
    ShardClientConfiguration.class,
    DiscoveryConfiguration.class,
    OwnershipConfiguration.class,
    TenancyConfiguration.class
})
class QueryRouterConfiguration {

    @Bean
    ConsoleHeaders consoleHeaders() {
        return new ConsoleHeaders();
    }
}
