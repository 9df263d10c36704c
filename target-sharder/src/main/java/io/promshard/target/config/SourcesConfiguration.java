package io.promshard.target.config;

import io.promshard.shard.consul.ConsulApi;
import io.promshard.shard.consul.ConsulCatalog;
import io.promshard.shard.loop.Surroundings;
import io.promshard.target.discovery.Limits;
import io.promshard.target.discovery.plugin.Plugins;
import io.promshard.target.discovery.sources.TargetSources;
import io.promshard.target.engine.EngineTargetSource;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where targets can come from. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "target-sharder.mode", havingValue = "sharder", matchIfMissing = true)
class SourcesConfiguration {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

    @Bean
    Plugins plugins(TargetSharderProperties properties) {
        return properties.plugins().isEmpty() ? Plugins.ofTheClassPath() : Plugins.in(Path.of(properties.plugins()));
    }

    @Bean
    TargetSources targetSources(ObjectProvider<ConsulApi> consul, Plugins plugins, Surroundings surroundings) {
        HttpClient engines = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_WITHIN)
                .build();
        return new TargetSources(
                Limits.STANDARD,
                consul.stream().findFirst().map(ConsulCatalog::new),
                plugins,
                spec -> new EngineTargetSource(spec, engines),
                surroundings);
    }
}
