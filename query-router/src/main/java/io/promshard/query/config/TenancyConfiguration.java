package io.promshard.query.config;

import io.promshard.query.web.TenantFilter;
import io.promshard.query.web.TenantSource;
import io.promshard.shard.config.AccessProperties;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Who sees which series, where tenants are told apart: a filter after the one that asks for credentials. */
@Configuration(proxyBeanMethods = false)
class TenancyConfiguration {

    private static final String SOURCE = "query-router.tenancy.source";

    @Bean
    @ConditionalOnProperty(SOURCE)
    FilterRegistrationBean<TenantFilter> tenantFilter(QueryRouterProperties properties, AccessProperties access) {
        FilterRegistrationBean<TenantFilter> registration = new FilterRegistrationBean<>();
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        registration.addUrlPatterns("/*");
        TenancyProperties tenancy = properties.tenancy();
        tenancy.tenantSource()
                .ifPresentOrElse(
                        source -> registration.setFilter(filter(source, tenancy, access)),
                        () -> registration.setEnabled(false));
        return registration;
    }

    private static TenantFilter filter(TenantSource source, TenancyProperties tenancy, AccessProperties access) {
        if (source instanceof TenantSource.OfUser && !access.isOn()) {
            throw new InvalidConfigurationPropertyValueException(
                    SOURCE,
                    "user",
                    "Nobody is asked who he is: set promshard.access.users-file or promshard.access.tokens-file as well.");
        }
        return new TenantFilter(source, tenancy.known(), Set.copyOf(access.openPaths()));
    }
}
