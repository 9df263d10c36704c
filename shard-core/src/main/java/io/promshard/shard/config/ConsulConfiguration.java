package io.promshard.shard.config;

import io.promshard.shard.consul.ConsulApi;
import io.promshard.shard.consul.ConsulSettings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The client of Consul, where Consul is used. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("promshard.consul.enabled")
class ConsulConfiguration {

    @Bean
    ConsulApi consulApi(ConsulProperties properties, SslBundles bundles) {
        ConsulSettings settings = new ConsulSettings(
                properties.address(),
                properties::token,
                properties.datacenter(),
                properties.consistency(),
                properties.maxWait(),
                properties.sslBundle().isEmpty()
                        ? null
                        : bundles.getBundle(properties.sslBundle()).createSslContext());
        return new ConsulApi(settings);
    }
}
