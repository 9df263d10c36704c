package io.promshard.shard.config;

import io.promshard.shard.access.Secret;
import io.promshard.shard.consul.ConsulApi;
import io.promshard.shard.consul.ConsulSettings;
import java.nio.file.Path;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The client of Consul, where Consul is used. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("promshard.consul.enabled")
class ConsulConfiguration {

    @Bean
    ConsulToken consulToken(ConsulProperties properties) {
        String file = properties.tokenFile();
        return new ConsulToken(
                file.isEmpty()
                        ? properties::token
                        : TowardsFactory.opened(
                                "promshard.consul.token-file",
                                file,
                                () -> Secret.line(Path.of(file), System::nanoTime)));
    }

    @Bean
    ConsulApi consulApi(ConsulProperties properties, ConsulToken token, TowardsFactory towards) {
        ConsulSettings settings = new ConsulSettings(
                properties.address(),
                token::current,
                properties.datacenter(),
                properties.consistency(),
                properties.maxWait(),
                towards.tls(properties.sslBundle()).orElse(null));
        return new ConsulApi(settings);
    }
}
