package io.promshard.query.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import io.promshard.query.client.http.HttpShardSettings;
import io.promshard.query.config.ClientProperties.BreakerProperties;
import io.promshard.query.config.QueryRouterProperties.InspectionProperties;
import io.promshard.query.config.QueryRouterProperties.ProbeProperties;
import io.promshard.query.config.QueryRouterProperties.Source;
import io.promshard.query.discovery.FleetRules;
import io.promshard.query.discovery.LabelMode;
import io.promshard.shard.membership.Member;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ByteArrayResource;

class QueryRouterPropertiesTest {

    private static final String A = "query-router.shards.a=10.0.0.1:9090";

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Properties.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(QueryRouterProperties.class)
    static class Properties {}

    private void with(Consumer<QueryRouterProperties> check, String... properties) {
        runner.withPropertyValues(properties)
                .run(context -> check.accept(context.getBean(QueryRouterProperties.class)));
    }

    private void withYaml(Consumer<QueryRouterProperties> check, String yaml) {
        runner.withInitializer(context -> {
                    try {
                        new YamlPropertySourceLoader()
                                .load("test", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
                                .forEach(source -> context.getEnvironment()
                                        .getPropertySources()
                                        .addLast(source));
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                    new PromeRouteLayout().postProcessEnvironment(context.getEnvironment(), new SpringApplication());
                })
                .run(context -> check.accept(context.getBean(QueryRouterProperties.class)));
    }

    private static List<String> servers(QueryRouterProperties properties) {
        return properties.members().stream()
                .map(member -> member.meta().get("shard") + " " + member.meta().get("order") + " " + member.url())
                .toList();
    }

    @Test
    void groupsOfCollectors() {
        withYaml(
                properties -> {
                    assertThat(servers(properties))
                            .containsExactly(
                                    "a 0000 http://10.0.0.1:9090",
                                    "eu/p0 0000 http://10.0.0.2:9090",
                                    "eu/p1 0000 http://10.0.0.3:9090",
                                    "eu/p1 0001 http://10.0.0.4:9090");
                    assertThat(StaticShards.sharders(properties.sharders()))
                            .extracting(sharder -> sharder.url().toString())
                            .containsExactly("http://10.0.0.9:9098");
                },
                """
                query-router:
                  shards: {a: "10.0.0.1:9090"}
                  groups:
                    eu:
                      p0: 10.0.0.2:9090
                      p1: [10.0.0.3:9090, 10.0.0.4:9090]
                  sharders: [10.0.0.9:9098]
                """);
    }

    @Test
    void defaults() {
        with(
                properties -> {
                    assertThat(properties.fleetRules())
                            .isEqualTo(new FleetRules(
                                    "cluster",
                                    LabelMode.AUTO,
                                    Set.of("replica", "prometheus_replica", "__replica__"),
                                    List.of(),
                                    Duration.ofHours(24)));
                    assertThat(properties.membership()).isEqualTo(Source.STATIC);
                    assertThat(properties.service()).isEqualTo("prometheus");
                    assertThat(properties.inspection())
                            .isEqualTo(new InspectionProperties(Duration.ofSeconds(30), Duration.ofSeconds(10)));
                    assertThat(properties.probe())
                            .isEqualTo(new ProbeProperties("/-/ready", Duration.ofSeconds(1), Duration.ofSeconds(2)));
                    assertThat(properties.client().queries())
                            .isEqualTo(new HttpShardSettings(
                                    Duration.ofMillis(500),
                                    Duration.ofSeconds(10),
                                    Duration.ofMinutes(1),
                                    512L * 1024 * 1024,
                                    false));
                    assertThat(properties.client().maxConcurrentPerServer()).isEqualTo(128);
                    assertThat(properties.client().breaker())
                            .isEqualTo(new BreakerProperties(10, Duration.ofSeconds(2)));
                },
                A);
    }

    @Test
    void everyProperty() {
        with(
                properties -> {
                    assertThat(properties.fleetRules())
                            .isEqualTo(new FleetRules(
                                    "dc", LabelMode.STORED, Set.of("r"), List.of("x", "y"), Duration.ofHours(1)));
                    assertThat(properties.membership()).isEqualTo(Source.CONSUL);
                    assertThat(properties.service()).isEqualTo("prom");
                    assertThat(properties.inspection())
                            .isEqualTo(new InspectionProperties(Duration.ofSeconds(1), Duration.ofSeconds(2)));
                    assertThat(properties.probe())
                            .isEqualTo(new ProbeProperties("/ok", Duration.ofSeconds(3), Duration.ofSeconds(4)));
                    assertThat(properties.client().queries())
                            .isEqualTo(new HttpShardSettings(
                                    Duration.ofSeconds(5), Duration.ofSeconds(6), Duration.ofSeconds(7), 2048, true));
                    assertThat(properties.client().maxConcurrentPerServer()).isEqualTo(8);
                    assertThat(properties.client().breaker())
                            .isEqualTo(new BreakerProperties(9, Duration.ofSeconds(10)));
                },
                "query-router.feature-label=dc",
                "query-router.feature-label-mode=stored",
                "query-router.replica-labels=r",
                "query-router.membership=consul",
                "query-router.service=prom",
                "query-router.expected=x,y",
                "query-router.forget-after=1h",
                "query-router.inspection.interval=1s",
                "query-router.inspection.timeout=2s",
                "query-router.probe.path=/ok",
                "query-router.probe.interval=3s",
                "query-router.probe.timeout=4s",
                "query-router.client.connect-timeout=5s",
                "query-router.client.idle-timeout=6s",
                "query-router.client.keep-alive=7s",
                "query-router.client.max-answer-size=2KB",
                "query-router.client.gzip=true",
                "query-router.client.max-concurrent-per-server=8",
                "query-router.client.breaker.calls=9",
                "query-router.client.breaker.open=10s");
    }

    @Test
    void shardsAreOneServerOrSeveralByAnyName() {
        withYaml(
                properties -> assertThat(servers(properties))
                        .containsExactly(
                                "Prod_1 0000 https://h2:443/prefix",
                                "a 0000 http://10.0.0.1:9090",
                                "c 0000 http://r1:9090",
                                "c 0001 http://r2:9090",
                                "eu.west 0000 http://h3:80"),
                """
                query-router:
                  shards:
                    a: 10.0.0.1:9090
                    Prod_1: https://h2/prefix/
                    c: [r1:9090, "http://r2:9090"]
                    eu.west: h3
                """);
    }

    @Test
    void theLayoutOfPromeRouteWorksAsItIs() {
        withYaml(
                properties -> {
                    assertThat(properties.featureLabel()).isEqualTo("k8s_cluster");
                    assertThat(servers(properties))
                            .containsExactly("Prod_1 0000 http://10.0.0.2:9090", "a 0000 http://10.0.0.1:9090");
                },
                """
                replace_label_name: k8s_cluster
                prome_servers:
                  a: 10.0.0.1:9090
                  Prod_1: 10.0.0.2:9090
                http:
                  listen_addr: 0.0.0.0:9097
                """);
    }

    @Test
    void aServersShardIsItsValueToo() {
        with(
                properties -> assertThat(StaticShards.of(properties.shards(), Map.of(), "k8s.cluster"))
                        .singleElement()
                        .extracting(Member::meta)
                        .asInstanceOf(MAP)
                        .containsEntry("feature_k8s_cluster", "a"),
                A);
    }

    @Nested
    class Refuses {

        private void refused(String message, String... properties) {
            runner.withPropertyValues(properties)
                    .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(message));
        }

        @Test
        void staticMembershipWithoutShards() {
            refused("query-router.shards must not be empty");
        }

        @Test
        void shardsThatNobodyWouldAsk() {
            refused(
                    "query-router.shards must be empty with query-router.membership=consul, got: [a]",
                    A,
                    "query-router.membership=consul");
        }

        @Test
        void groupsThatNobodyWouldAskOrTellApart() {
            refused(
                    "query-router.groups must be empty with",
                    "query-router.membership=consul",
                    "query-router.groups.g.p=b:1");
            refused("query-router.groups.a must have a name that no shard has", A, "query-router.groups.a.p=b:1");
            refused("query-router.groups.g.p", A, "query-router.groups.g.p=ftp://b:1");
            refused(
                    "query-router.groups.g.p is the server of query-router.shards.a again",
                    A,
                    "query-router.groups.g.p=10.0.0.1:9090");
            refused("query-router.sharders[1]:", A, "query-router.sharders=b:1,b:port");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = ' ',
                value = {
                    "ftp://b:1 query-router.shards.b:",
                    "http://b:0 query-router.shards.b:",
                    "http://u:p@b:1 query-router.shards.b:",
                    "http://b:1/?x=1 query-router.shards.b:",
                    "b:port query-router.shards.b:",
                    "b:1,b|c query-router.shards.b[1]:",
                    "10.0.0.1:9090 query-router.shards.b",
                    "HTTP://10.0.0.1:9090/ query-router.shards.b",
                    "b:1,b:1 query-router.shards.b[1]",
                })
        void anAddress(String address, String path) {
            refused(path, A, "query-router.shards.b=" + address);
        }

        @ParameterizedTest
        @CsvSource({
            "query-router.feature-label, '', must be the name of a label",
            "query-router.feature-label, __name__, must be the name of a label",
            "query-router.feature-label, replica, query-router.replica-labels must not contain the feature label",
            "query-router.expected, 'x,x', must name each shard once",
            "query-router.forget-after, 0s, must be positive",
            "query-router.ownership.interval, 0s, must be positive",
            "query-router.ownership.timeout, 0s, must be positive",
            "query-router.ownership.horizon, 0s, must be positive",
            "query-router.query.lookback-delta, 0s, must be positive",
            "query-router.inspection.interval, 0s, must be positive",
            "query-router.inspection.timeout, -1s, must be positive",
            "query-router.probe.interval, 0s, must be positive",
            "query-router.probe.timeout, 0s, must be positive",
            "query-router.probe.path, ready, must begin with a slash",
            "query-router.query.max-length, 0, must be positive",
            "query-router.query.max-bytes, 0, must be positive",
            "query-router.query.max-concurrent, -1, must not be negative",
            "query-router.query.max-wait, -1s, must not be negative",
            "query-router.query.slow, -1s, must not be negative",
            "query-router.client.connect-timeout, 0s, must be positive",
            "query-router.client.idle-timeout, 0s, must be positive",
            "query-router.client.keep-alive, 0s, must be positive",
            "query-router.client.max-answer-size, 0, must be positive",
            "query-router.client.max-concurrent-per-server, 0, must be positive",
            "query-router.client.breaker.calls, 0, must be positive",
            "query-router.client.breaker.open, 0s, must be positive",
        })
        void aValue(String property, String value, String message) {
            refused(message.startsWith("query-router") ? message : property + " " + message, A, property + "=" + value);
        }
    }
}
