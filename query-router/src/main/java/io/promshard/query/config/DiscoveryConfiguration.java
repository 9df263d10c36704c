package io.promshard.query.config;

import io.promshard.query.client.http.HttpShardClient;
import io.promshard.query.discovery.ApiInspector;
import io.promshard.query.discovery.FleetWatch;
import io.promshard.query.discovery.LiveTopology;
import io.promshard.query.discovery.ReplicaHealth;
import io.promshard.shard.config.ConsulProperties;
import io.promshard.shard.consul.ConsulApi;
import io.promshard.shard.consul.ConsulWatcher;
import io.promshard.shard.consul.ServiceQuery;
import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.health.HttpProbe;
import io.promshard.shard.health.Prober;
import io.promshard.shard.http.Towards;
import io.promshard.shard.loop.Surroundings;
import io.promshard.shard.membership.LiveMembership;
import io.promshard.shard.membership.Membership;
import io.promshard.shard.metrics.ConsulMetrics;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the servers come from, what they are, and how they are. */
@Configuration(proxyBeanMethods = false)
class DiscoveryConfiguration {

    @Bean
    LiveTopology liveTopology(QueryRouterProperties properties, Clock clock) {
        return new LiveTopology(properties.fleetRules(), clock);
    }

    @Bean
    HttpShardClient inspectionClient(
            QueryRouterProperties properties, Towards servers, ScheduledThreadPoolExecutor shardCallTimer) {
        return new HttpShardClient(properties.client().inspections(), servers, shardCallTimer);
    }

    @Bean
    FleetWatch fleetWatch(
            Membership membership,
            HttpShardClient inspectionClient,
            LiveTopology topology,
            QueryRouterProperties properties) {
        ApiInspector inspector = new ApiInspector(
                inspectionClient,
                properties.featureLabel(),
                properties.featureLabelMode(),
                properties.inspection().timeout(),
                System::nanoTime);
        return new FleetWatch(
                membership,
                inspector,
                topology,
                properties.inspection().interval(),
                Thread.ofVirtual().factory());
    }

    @Bean
    Prober serverProber(QueryRouterProperties properties, Towards servers, HealthTracker health) {
        QueryRouterProperties.ProbeProperties probe = properties.probe();
        HttpClient client = servers.client(HttpClient.newBuilder().connectTimeout(probe.timeout()));
        return new Prober(
                new HttpProbe(client, probe.path(), probe.timeout()),
                health,
                probe.interval(),
                Thread.ofVirtual().factory());
    }

    @Bean
    ReplicaHealth replicaHealth(HealthTracker health) {
        return new ReplicaHealth(health);
    }

    @Bean
    @ConditionalOnProperty(name = "query-router.membership", havingValue = "static", matchIfMissing = true)
    ServerSource staticServers(QueryRouterProperties properties, LiveMembership membership) {
        return new ServerSource.Static(properties.members(), membership);
    }

    /** The servers in Consul. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "query-router.membership", havingValue = "consul")
    static class FromConsul {

        FromConsul(ConsulProperties consul) {
            if (!consul.enabled()) {
                throw new InvalidConfigurationPropertyValueException(
                        "query-router.membership", "consul", "It needs promshard.consul.enabled=true.");
            }
        }

        @Bean
        ConsulWatcher serverWatcher(
                ConsulApi api, QueryRouterProperties properties, LiveMembership membership, Surroundings surroundings) {
            return new ConsulWatcher(api, new ServiceQuery(properties.service(), ""), membership, surroundings);
        }

        @Bean
        ServerSource consulServers(ConsulWatcher watcher) {
            return new ServerSource.Consul(watcher);
        }

        @Bean
        ConsulMetrics serverWatchMetrics(QueryRouterProperties properties, ConsulWatcher watcher) {
            return new ConsulMetrics(properties.service(), watcher.figures());
        }
    }

    @Bean
    DiscoveryLifecycle discoveryLifecycle(
            ServerSource source,
            Membership membership,
            Prober prober,
            FleetWatch watch,
            LiveTopology topology,
            QueryRouterProperties properties) {
        Duration patience = properties.inspection().timeout().plusSeconds(1);
        return new DiscoveryLifecycle(source, membership, prober, watch, topology, patience);
    }

    @Bean
    ShardsHealthIndicator shardsHealthIndicator(
            LiveTopology topology, ReplicaHealth health, QueryRouterProperties properties) {
        return new ShardsHealthIndicator(topology, health, properties.featureLabelMode());
    }

    @Bean
    TopologyMetrics topologyMetrics(LiveTopology topology, ReplicaHealth health) {
        return new TopologyMetrics(topology, health);
    }
}
