package io.promshard.pgw.config;

import io.promshard.pgw.grouping.GroupingKeyParser;
import io.promshard.pgw.grouping.PoisonGuard;
import io.promshard.pgw.routing.PushRouter;
import io.promshard.pgw.web.PushFilter;
import io.promshard.pgw.web.PushFilterParts;
import io.promshard.shard.config.ShardCoreConfiguration;
import io.promshard.shard.routing.RingViews;
import io.promshard.shard.web.ConsoleHeaders;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/** The way of a push: filter, parser, guard, router. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PgwRouterProperties.class)
@Import({
    ShardCoreConfiguration.class,
    MembershipConfiguration.class,
    ForwardConfiguration.class,
    ReadConfiguration.class,
    UpkeepConfiguration.class,
    AdminConfiguration.class,
    ConnectorConfiguration.class
})
class PgwRouterConfiguration {

    @Bean
    GroupingKeyParser groupingKeyParser(PgwRouterProperties properties) {
        return new GroupingKeyParser("", properties.labelNames());
    }

    @Bean
    PoisonGuard poisonGuard(PgwRouterProperties properties) {
        return new PoisonGuard(properties.refusedPoison());
    }

    @Bean
    PushRouter pushRouter(RingViews views, PgwRouterProperties properties) {
        return new PushRouter(
                views,
                properties.modeRules(),
                properties.replicas(),
                properties.forward().attempts());
    }

    @Bean
    FilterRegistrationBean<PushFilter> pushFilter(PushFilterParts parts) {
        FilterRegistrationBean<PushFilter> registration = new FilterRegistrationBean<>(new PushFilter(parts));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        registration.addUrlPatterns("/*");
        return registration;
    }

    @Bean
    ConsoleHeaders consoleHeaders() {
        return new ConsoleHeaders();
    }
}
