package io.promshard.shard.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.shard.consul.Consistency;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class ConsulPropertiesTest {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Properties.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ConsulProperties.class)
    static class Properties {}

    private void with(Consumer<ConsulProperties> check, String... properties) {
        runner.withPropertyValues(properties).run(context -> check.accept(context.getBean(ConsulProperties.class)));
    }

    @Test
    void defaults() {
        with(properties -> {
            assertThat(properties)
                    .isEqualTo(new ConsulProperties(
                            false,
                            "http",
                            "127.0.0.1",
                            8500,
                            "",
                            "",
                            "",
                            Consistency.STALE,
                            Duration.ofSeconds(10),
                            ""));
            assertThat(properties.address()).isEqualTo(URI.create("http://127.0.0.1:8500"));
        });
    }

    @Test
    void everyProperty() {
        with(
                properties -> assertThat(properties)
                        .isEqualTo(new ConsulProperties(
                                true,
                                "https",
                                "consul.local",
                                8501,
                                "secret",
                                "",
                                "east",
                                Consistency.CONSISTENT,
                                Duration.ofSeconds(30),
                                "internal")),
                "promshard.consul.enabled=true",
                "promshard.consul.scheme=https",
                "promshard.consul.host=consul.local",
                "promshard.consul.port=8501",
                "promshard.consul.token=secret",
                "promshard.consul.datacenter=east",
                "promshard.consul.consistency=consistent",
                "promshard.consul.max-wait=30s",
                "promshard.consul.ssl-bundle=internal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]", "Consul.Local", "a-1"})
    void takeAHost(String host) {
        with(properties -> assertThat(properties.host()).isEqualTo(host), "promshard.consul.host=" + host);
    }

    @Test
    void neverShowTheToken() {
        with(properties -> assertThat(properties.toString()).doesNotContain("secret"), "promshard.consul.token=secret");
    }

    @ParameterizedTest
    @CsvSource({
        "promshard.consul.scheme, ftp, 'promshard.consul.scheme must be http or https, got: ftp'",
        "promshard.consul.port, 0, 'promshard.consul.port must be between 1 and 65535, got: 0'",
        "promshard.consul.port, 65536, 'promshard.consul.port must be between 1 and 65535, got: 65536'",
        "promshard.consul.max-wait, 0s, 'promshard.consul.max-wait must be between 1s and 10m, got: PT0S'",
        "promshard.consul.host, 'a b', 'promshard.consul.host must be a host name or an address, got: a b'",
        "promshard.consul.host, 'a_b', 'promshard.consul.host must be a host name or an address, got: a_b'",
        "promshard.consul.host, 'a..b', 'promshard.consul.host must be a host name or an address, got: a..b'",
        "promshard.consul.host, 'u@b', 'promshard.consul.host must be a host name or an address, got: u@b'",
        "promshard.consul.host, 'b/c', 'promshard.consul.host must be a host name or an address, got: b/c'",
        "promshard.consul.host, 'b:1', 'promshard.consul.host must be a host name or an address, got: b:1'",
        "promshard.consul.host, '[::g]', 'promshard.consul.host must be a host name or an address, got: [::g]'",
        "promshard.consul.host, '', 'promshard.consul.host must be a host name or an address, got: '",
        "promshard.consul.tokn, x, 'promshard.consul.tokn'",
    })
    void refuses(String property, String value, String message) {
        runner.withPropertyValues(property + "=" + value)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(message));
    }
}
