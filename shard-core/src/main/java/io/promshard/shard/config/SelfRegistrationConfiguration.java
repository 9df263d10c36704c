package io.promshard.shard.config;

import io.promshard.shard.consul.ConsulApi;
import io.promshard.shard.consul.SelfRegistration;
import io.promshard.shard.loop.Surroundings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.cloud.client.serviceregistry.ServiceRegistry;
import org.springframework.cloud.consul.ConsulAutoConfiguration;
import org.springframework.cloud.consul.ConsulClient;
import org.springframework.cloud.consul.discovery.ConsulDiscoveryProperties;
import org.springframework.cloud.consul.serviceregistry.ConsulRegistration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Watches over what spring-cloud-consul-discovery does once and without looking back: registering the application.
 *
 * <p>It begins when the application is ready, since the registration names the port.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = {"promshard.consul.enabled", "spring.cloud.consul.discovery.register"})
class SelfRegistrationConfiguration {

    /** In place of the starter's own. */
    @Bean
    ConsulClient starterClient(
            ConsulProperties properties,
            org.springframework.cloud.consul.ConsulProperties starters,
            SslBundles bundles) {
        if (properties.sslBundle().isEmpty()) {
            return ConsulAutoConfiguration.createNewConsulClient(starters);
        }
        return StarterClient.trusting(
                bundles.getBundle(properties.sslBundle()), ConsulAutoConfiguration.createConsulClientBaseUrl(starters));
    }

    @Bean
    SelfRegistration selfRegistration(
            ConsulApi api,
            ConsulRegistration registration,
            ServiceRegistry<ConsulRegistration> registry,
            ConsulToken token,
            ConsulDiscoveryProperties starters,
            Surroundings surroundings) {
        return new SelfRegistration(
                api,
                registration.getInstanceId(),
                () -> {
                    starters.setAclToken(token.current());
                    registry.register(registration);
                },
                surroundings);
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> selfRegistrationStart(SelfRegistration registration) {
        return ready -> registration.start();
    }

    @Bean
    RegistrationHealthIndicator selfRegistrationHealthIndicator(SelfRegistration registration) {
        return new RegistrationHealthIndicator(registration::status);
    }
}
