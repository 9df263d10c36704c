package io.promshard.pgw.config;

import io.promshard.shard.config.ConsulProperties;
import io.promshard.shard.config.RegistrationHealthIndicator;
import io.promshard.shard.consul.ConsulApi;
import io.promshard.shard.consul.ConsulWatcher;
import io.promshard.shard.consul.ServiceQuery;
import io.promshard.shard.consul.ServiceRegistrar;
import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.health.HttpProbe;
import io.promshard.shard.health.Probe;
import io.promshard.shard.health.ProbeResult;
import io.promshard.shard.health.Prober;
import io.promshard.shard.http.Towards;
import io.promshard.shard.loop.Surroundings;
import io.promshard.shard.membership.LiveMembership;
import io.promshard.shard.membership.Member;
import io.promshard.shard.membership.Membership;
import io.promshard.shard.metrics.ConsulMetrics;
import java.net.http.HttpClient;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the gateways come from, and how they are probed. */
@Configuration(proxyBeanMethods = false)
class MembershipConfiguration {

    @Bean
    Probe gatewayProbe(PgwRouterProperties properties, Towards gateways) {
        PgwRouterProperties.ProbeProperties probe = properties.probe();
        HttpClient client = gateways.client(HttpClient.newBuilder().connectTimeout(probe.timeout()));
        return new HttpProbe(client, probe.path(), probe.timeout());
    }

    @Bean
    Prober prober(Probe probe, HealthTracker health, PgwRouterProperties properties) {
        return new Prober(
                probe, health, properties.probe().interval(), Thread.ofVirtual().factory());
    }

    @Bean
    @ConditionalOnProperty(name = "pgw-router.membership", havingValue = "static", matchIfMissing = true)
    MembershipSource staticSource(PgwRouterProperties properties, LiveMembership membership) {
        return new StaticSource(
                properties.gateways().stream().map(GatewayProperties::member).toList(), membership);
    }

    /** The gateways in Consul. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "pgw-router.membership", havingValue = "consul")
    static class FromConsul {

        FromConsul(ConsulProperties consul) {
            if (!consul.enabled()) {
                throw new InvalidConfigurationPropertyValueException(
                        "pgw-router.membership", "consul", "It needs promshard.consul.enabled=true.");
            }
        }

        @Bean
        ServiceRegistrar gatewayRegistrar(
                ConsulApi api, PgwRouterProperties properties, Probe probe, Surroundings surroundings) {
            return new ServiceRegistrar(
                    api,
                    properties.service(),
                    properties.registrationOwner(),
                    registration -> probe.probe(Member.at(registration.url())) instanceof ProbeResult.Ready,
                    surroundings);
        }

        @Bean
        ConsulWatcher gatewayWatcher(
                ConsulApi api, PgwRouterProperties properties, LiveMembership membership, Surroundings surroundings) {
            return new ConsulWatcher(api, new ServiceQuery(properties.service(), ""), membership, surroundings);
        }

        @Bean
        MembershipSource consulSource(
                ServiceRegistrar registrar, ConsulWatcher watcher, PgwRouterProperties properties) {
            return new ConsulSource(registrar, watcher, properties);
        }

        @Bean
        ConsulMetrics gatewayWatchMetrics(PgwRouterProperties properties, ConsulWatcher watcher) {
            return new ConsulMetrics(properties.service(), watcher.figures());
        }

        @Bean
        @ConditionalOnProperty("pgw-router.gateways[0].url")
        RegistrationHealthIndicator gatewayRegistrationHealthIndicator(ServiceRegistrar registrar) {
            return new RegistrationHealthIndicator(registrar::status);
        }
    }

    @Bean
    MembershipLifecycle membershipLifecycle(
            MembershipSource source, Membership membership, Prober prober, PgwRouterProperties properties) {
        return new MembershipLifecycle(
                source, membership, prober, properties.probe().timeout());
    }
}
