package io.promshard.pgw.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.shard.config.AccessProperties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Configuration;

/** A router that takes orders starts only where not everybody can give them. */
class AdminConfigurationTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withUserConfiguration(Properties.class, AdminConfiguration.class)
            .withPropertyValues("pgw-router.gateways[0].url=http://10.0.0.1:9091", "pgw-router.admin.enabled=true");

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({PgwRouterProperties.class, AccessProperties.class, ServerProperties.class})
    static class Properties {}

    private @Nullable Throwable failure(String... properties) {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        runner.withPropertyValues(properties).run(context -> failure.set(context.getStartupFailure()));
        return failure.get();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server.address=127.0.0.1",
                "server.address=::1",
                "promshard.access.users-file=/etc/users.yml",
                "promshard.access.tokens-file=/etc/tokens.yml",
                "pgw-router.admin.enabled=false"
            })
    void startsWhereNotEverybodyCan(String property) {
        assertThat(failure(property)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.port=1", "server.address=0.0.0.0", "server.address=10.0.0.1"})
    void doesNotStartWhereEverybodyCan(String property) {
        assertThat(failure(property))
                .rootCause()
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining("pgw-router.admin.token-file");
    }

    @Test
    void startsAnywhereWithAToken(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "s3cret\n");

        assertThat(failure("pgw-router.admin.token-file=" + file)).isNull();
    }
}
