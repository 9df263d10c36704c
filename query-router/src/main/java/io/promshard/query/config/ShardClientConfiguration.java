package io.promshard.query.config;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.promshard.query.client.ShardCalls;
import io.promshard.query.client.guard.GuardedShardClient;
import io.promshard.query.client.guard.HedgedReplicas;
import io.promshard.query.client.http.HttpShardClient;
import io.promshard.query.discovery.ReplicaHealth;
import io.promshard.shard.config.TowardsFactory;
import io.promshard.shard.http.Towards;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How a shard is asked: metered, by replicas that are hedged, each guarded, over HTTP. */
@Configuration(proxyBeanMethods = false)
class ShardClientConfiguration {

    /** Forgets the tasks of calls that ended in time, which are nearly all. */
    @Bean(destroyMethod = "shutdownNow")
    ScheduledThreadPoolExecutor shardCallTimer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("shard-call-timer").daemon().factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    @Bean
    Towards servers(QueryRouterProperties properties, TowardsFactory towards) {
        return towards.of("query-router.towards-servers", properties.towardsServers());
    }

    @Bean
    HttpShardClient queryClient(
            QueryRouterProperties properties, Towards servers, ScheduledThreadPoolExecutor shardCallTimer) {
        return new HttpShardClient(properties.client().queries(), servers, shardCallTimer);
    }

    @Bean
    GuardedShardClient guardedClient(
            HttpShardClient queryClient, QueryRouterProperties properties, ReplicaHealth health) {
        return new GuardedShardClient(
                queryClient, breakers(properties.client()), bulkheads(properties.client()), health);
    }

    @Bean
    ShardCalls shardCalls(
            GuardedShardClient guardedClient,
            QueryRouterProperties properties,
            ReplicaHealth health,
            ExecutorService shardThreads,
            MeterRegistry registry) {
        return new MeteredShardCalls(
                new HedgedReplicas(
                        guardedClient,
                        health,
                        properties.client().hedge().hedging(),
                        new HedgeMetrics(registry),
                        shardThreads,
                        System::nanoTime),
                registry,
                System::nanoTime);
    }

    private static CircuitBreakerRegistry breakers(ClientProperties client) {
        return CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(client.breaker().calls())
                .minimumNumberOfCalls(client.breaker().calls())
                .failureRateThreshold(50)
                .waitDurationInOpenState(client.breaker().open())
                .permittedNumberOfCallsInHalfOpenState(1)
                .writableStackTraceEnabled(false)
                .build());
    }

    private static BulkheadRegistry bulkheads(ClientProperties client) {
        return BulkheadRegistry.of(BulkheadConfig.custom()
                .maxConcurrentCalls(client.maxConcurrentPerServer())
                .maxWaitDuration(Duration.ZERO)
                .build());
    }
}
