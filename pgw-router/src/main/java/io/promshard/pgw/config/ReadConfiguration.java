package io.promshard.pgw.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.promshard.pgw.merge.Views;
import io.promshard.pgw.metrics.ViewMetrics;
import io.promshard.pgw.scrape.GatewayReader;
import io.promshard.pgw.web.ReadLimit;
import io.promshard.shard.loop.Surroundings;
import io.promshard.shard.routing.RingViews;
import java.net.http.HttpClient;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
    HttpClient readClient(PgwRouterProperties properties, ExecutorService readExecutor) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.forward().connectTimeout())
                .executor(readExecutor)
                .build();
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
    Views mergedViews(
            RingViews rings,
            GatewayReader reader,
            ExecutorService readExecutor,
            PgwRouterProperties properties,
            Surroundings surroundings,
            ViewMetrics metrics) {
        return new Views(
                rings::current,
                reader::read,
                readExecutor,
                properties.read().views(),
                surroundings.clock(),
                System::nanoTime,
                metrics);
    }
}
