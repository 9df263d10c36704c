package io.promshard.shard.config;

import io.promshard.shard.web.GuardFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Puts the guards of the application before its management too, where that has a port and so a server of its own. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class ManagementGuards {

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ServletContextInitializer guards(ObjectProvider<FilterRegistrationBean<? extends GuardFilter>> guards) {
        return server -> guards.orderedStream().forEach(guard -> add(guard, server));
    }

    /** One that is not needed has no filter. */
    private static void add(FilterRegistrationBean<? extends GuardFilter> guard, ServletContext server) {
        GuardFilter filter = guard.getFilter();
        if (filter != null) {
            server.addFilter(filter.getClass().getSimpleName(), filter)
                    .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        }
    }
}
