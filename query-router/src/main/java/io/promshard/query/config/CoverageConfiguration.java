package io.promshard.query.config;

import io.promshard.query.client.guard.GuardedShardClient;
import io.promshard.query.coverage.Comparison;
import io.promshard.query.coverage.Coverage;
import io.promshard.query.coverage.RecentEvidence;
import io.promshard.query.discovery.LiveTopology;
import io.promshard.query.discovery.ReplicaHealth;
import io.promshard.query.exec.PiecedAsks;
import io.promshard.query.exec.SampleCounts;
import io.promshard.query.topology.TopologySource;
import io.promshard.shard.loop.Surroundings;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What replicas have. */
@Configuration(proxyBeanMethods = false)
class CoverageConfiguration {

    @Bean
    Comparison comparison(
            GuardedShardClient guardedClient,
            ReplicaHealth health,
            ExecutorService shardThreads,
            QueryRouterProperties properties) {
        return new Comparison(
                new SampleCounts(guardedClient),
                health,
                shardThreads,
                properties.coverage().timeout(),
                System::nanoTime);
    }

    @Bean
    RecentEvidence recentEvidence(
            TopologySource topologies, Comparison comparison, QueryRouterProperties properties, Clock clock) {
        return new RecentEvidence(
                topologies,
                comparison,
                properties.coverage().witness(),
                properties.coverage().history(),
                clock);
    }

    @Bean
    CoverageLoop coverageLoop(RecentEvidence recent, Surroundings surroundings, QueryRouterProperties properties) {
        return new CoverageLoop(recent, surroundings, properties.coverage().interval());
    }

    @Bean
    CoverageMetrics coverageMetrics(LiveTopology topology, RecentEvidence recent) {
        return new CoverageMetrics(topology, recent);
    }

    @Bean
    Coverage coverage(
            RecentEvidence recent,
            Comparison comparison,
            ExecutorService shardThreads,
            QueryRouterProperties properties,
            Clock clock) {
        return new Coverage(recent, comparison, properties.coverage().witness(), shardThreads, clock);
    }

    @Bean
    PiecedAsks piecedAsks(Coverage coverage) {
        return new PiecedAsks(coverage);
    }
}
