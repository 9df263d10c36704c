package io.promshard.query.web;

import io.promshard.query.request.Partial;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the controllers share. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    private static final int LONGEST_FORM = 10 << 20;

    @Bean
    Requests requests() {
        return new Requests(LONGEST_FORM, Partial.ALLOWED);
    }

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService clientTimer() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("client-timer").factory());
    }

    @Bean
    ClientWatch clientWatch(ScheduledExecutorService clientTimer) {
        return new ClientWatch(clientTimer);
    }

    @Bean
    Replies replies(Requests requests, ClientWatch watch) {
        return new Replies(requests, watch);
    }
}
