package io.promshard.pgw.config;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.promshard.pgw.forward.ForwardParts;
import io.promshard.pgw.forward.Forwarder;
import io.promshard.pgw.forward.GatewayClient;
import io.promshard.pgw.forward.GatewayGuards;
import io.promshard.pgw.grouping.GroupingKeyParser;
import io.promshard.pgw.grouping.PoisonGuard;
import io.promshard.pgw.hold.Holds;
import io.promshard.pgw.metrics.PushMetrics;
import io.promshard.pgw.routing.PushRouter;
import io.promshard.pgw.upkeep.Holders;
import io.promshard.pgw.web.DeletionListener;
import io.promshard.pgw.web.PushFilterParts;
import io.promshard.shard.config.TowardsFactory;
import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.health.Probe;
import io.promshard.shard.health.Prober;
import io.promshard.shard.http.Towards;
import io.promshard.shard.routing.RingViews;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forwarding: client, breakers, limits, and what is counted. */
@Configuration(proxyBeanMethods = false)
class ForwardConfiguration {

    /** Open after half of at least ten pushes failed; a second later three pushes try whether it is over. */
    private static final CircuitBreakerConfig BREAKER = CircuitBreakerConfig.custom()
            .slidingWindowSize(20)
            .minimumNumberOfCalls(10)
            .failureRateThreshold(50)
            .waitDurationInOpenState(Duration.ofSeconds(1))
            .permittedNumberOfCallsInHalfOpenState(3)
            .writableStackTraceEnabled(false)
            .build();

    @Bean
    PushMetrics pushMetrics(MeterRegistry registry) {
        return new PushMetrics(registry);
    }

    @Bean
    Towards gateways(PgwRouterProperties properties, TowardsFactory towards) {
        return towards.of("pgw-router.towards-gateways", properties.towardsGateways());
    }

    @Bean
    GatewayClient gatewayClient(PgwRouterProperties properties, Towards gateways) {
        ForwardProperties forward = properties.forward();
        return new GatewayClient(
                forward.connectTimeout(), forward.maxConcurrentPerGateway(), forward.passed(), gateways);
    }

    @Bean
    GatewayGuards gatewayGuards(PgwRouterProperties properties) {
        return new GatewayGuards(BREAKER, properties.forward().maxConcurrentPerGateway());
    }

    @Bean
    ExecutorService copyExecutor() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("copy-", 0).factory());
    }

    @Bean
    ForwardParts forwardParts(
            GatewayClient client,
            GatewayGuards guards,
            HealthTracker health,
            Holds holds,
            Prober prober,
            Probe probe,
            RingViews views,
            PushMetrics metrics,
            PgwRouterProperties properties,
            ExecutorService copyExecutor) {
        return new ForwardParts(
                client,
                guards,
                health,
                holds,
                prober,
                probe,
                metrics,
                properties.copies(),
                copyExecutor,
                () -> views.current().inDoubt(),
                System::nanoTime);
    }

    @Bean
    Forwarder forwarder(PgwRouterProperties properties, ForwardParts parts, ScheduledExecutorService shardTimer) {
        return new Forwarder(properties.forward().settings(), parts, shardTimer);
    }

    @Bean
    PushFilterParts pushFilterParts(
            GroupingKeyParser parser,
            PoisonGuard guard,
            PushRouter router,
            Forwarder forwarder,
            Holds holds,
            Holders holders,
            DeletionListener deletions,
            Clock clock,
            PgwRouterProperties properties,
            PushMetrics metrics) {
        return new PushFilterParts(
                parser,
                guard,
                router,
                forwarder,
                holds,
                holders,
                deletions,
                clock,
                properties.forward().retryAfter(),
                metrics,
                System::nanoTime);
    }

    @Bean
    MeterBinder inFlightMetrics(Forwarder forwarder) {
        return registry -> Gauge.builder("pgw.router.forwards.in.flight", forwarder, Forwarder::inFlight)
                .description("Pushes that wait for a gateway's answer")
                .register(registry);
    }
}
