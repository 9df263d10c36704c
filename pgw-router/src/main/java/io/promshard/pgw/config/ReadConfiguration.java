package io.promshard.pgw.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.promshard.pgw.grouping.LabelNames;
import io.promshard.pgw.merge.Views;
import io.promshard.pgw.metrics.ViewMetrics;
import io.promshard.pgw.scrape.GatewayReader;
import io.promshard.pgw.snapshot.Recollection;
import io.promshard.pgw.web.GatewayFanOut;
import io.promshard.pgw.web.ReadLimit;
import io.promshard.pgw.web.RouterStatus;
import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.http.Towards;
import io.promshard.shard.loop.Surroundings;
import io.promshard.shard.routing.RingViews;
import java.net.http.HttpClient;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reading: gateways one by one, and all of them as one view. */
@Configuration(proxyBeanMethods = false)
class ReadConfiguration {

    @Bean
    ExecutorService readExecutor() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("read-", 0).factory());
    }

    @Bean
    HttpClient readClient(PgwRouterProperties properties, Towards gateways, ExecutorService readExecutor) {
        return gateways.client(HttpClient.newBuilder()
                .connectTimeout(properties.forward().connectTimeout())
                .executor(readExecutor));
    }

    @Bean
    GatewayReader gatewayReader(HttpClient readClient, PgwRouterProperties properties, Surroundings surroundings) {
        return new GatewayReader(readClient, properties.read().scrapes(), surroundings.clock());
    }

    @Bean
    ViewMetrics viewMetrics(MeterRegistry registry, Surroundings surroundings) {
        return new ViewMetrics(registry, surroundings.clock());
    }

    @Bean
    ReadLimit readLimit(PgwRouterProperties properties) {
        return new ReadLimit(properties.read().maxConcurrent());
    }

    @Bean
    GatewayFanOut gatewayFanOut(ExecutorService readExecutor, HealthTracker health) {
        return new GatewayFanOut(readExecutor, health);
    }

    @Bean
    RouterStatus routerStatus(
            PgwRouterProperties properties, ObjectProvider<BuildProperties> build, Surroundings surroundings) {
        @Nullable BuildProperties built = build.getIfAvailable();
        return new RouterStatus(
                built == null ? "" : String.valueOf(built.getVersion()),
                surroundings.clock().instant(),
                Map.of(
                        "pgw-router.membership", properties.membership().name().toLowerCase(Locale.ROOT),
                        "pgw-router.mode", properties.mode().name().toLowerCase(Locale.ROOT),
                        "push.enable-utf8-names", String.valueOf(properties.labelNames() == LabelNames.UTF8),
                        "web.telemetry-path", "/metrics"));
    }

    @Bean
    Views mergedViews(
            RingViews rings,
            GatewayReader reader,
            Recollection recollection,
            ExecutorService readExecutor,
            PgwRouterProperties properties,
            Surroundings surroundings,
            ViewMetrics metrics) {
        return new Views(
                rings::current,
                reader::read,
                recollection,
                readExecutor,
                properties.read().views(properties.upkeep()),
                surroundings.clock(),
                System::nanoTime,
                metrics);
    }
}
