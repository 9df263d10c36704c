package io.promshard.shard.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.promshard.shard.access.BrokenFileException;
import io.promshard.shard.access.Gatekeeper;
import io.promshard.shard.access.Passwords;
import io.promshard.shard.access.Tokens;
import io.promshard.shard.access.Users;
import io.promshard.shard.access.WatchedFile;
import io.promshard.shard.metrics.AccessMetrics;
import io.promshard.shard.web.AccessFilter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.security.crypto.bcrypt.BCrypt;
import org.springframework.util.StringUtils;

/** Who may ask, where a file of users or tokens is given: a filter before all others. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Conditional(AccessConfiguration.OnAFile.class)
class AccessConfiguration {

    /** Whether a file is given. */
    static final class OnAFile implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return StringUtils.hasText(context.getEnvironment().getProperty("promshard.access.users-file"))
                    || StringUtils.hasText(context.getEnvironment().getProperty("promshard.access.tokens-file"));
        }
    }

    @Bean
    Gatekeeper gatekeeper(AccessProperties properties) {
        return new Gatekeeper(
                file("promshard.access.users-file", properties.usersFile(), Users::parse),
                file("promshard.access.tokens-file", properties.tokensFile(), Tokens::parse),
                new Passwords(BCrypt::checkpw, properties.verificationsAtOnce(), new SecureRandom()));
    }

    private static <T> Optional<WatchedFile<T>> file(String property, String path, WatchedFile.Reader<T> reader) {
        if (path.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(WatchedFile.open(Path.of(path), reader, System::nanoTime));
        } catch (BrokenFileException e) {
            throw new InvalidConfigurationPropertyValueException(property, path, String.valueOf(e.getMessage()));
        }
    }

    @Bean
    AccessMetrics accessMetrics(MeterRegistry registry, Gatekeeper gatekeeper) {
        return new AccessMetrics(registry, gatekeeper);
    }

    @Bean
    FilterRegistrationBean<AccessFilter> accessFilter(
            Gatekeeper gatekeeper, AccessProperties properties, AccessMetrics metrics) {
        FilterRegistrationBean<AccessFilter> registration =
                new FilterRegistrationBean<>(new AccessFilter(gatekeeper, Set.copyOf(properties.openPaths()), metrics));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.addUrlPatterns("/*");
        return registration;
    }

    @Bean
    AccessHealthIndicator accessHealthIndicator(Gatekeeper gatekeeper) {
        return new AccessHealthIndicator(gatekeeper);
    }
}
