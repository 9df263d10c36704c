package io.promshard.target.config;

import io.promshard.shard.config.ShardBaseConfiguration;
import io.promshard.shard.web.ConsoleHeaders;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What both modes need. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TargetSharderProperties.class)
@Import(ShardBaseConfiguration.class)
class TargetSharderConfiguration {

    @Bean
    ConsoleHeaders consoleHeaders() {
        return new ConsoleHeaders();
    }
}
