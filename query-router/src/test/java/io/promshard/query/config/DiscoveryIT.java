package io.promshard.query.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.promshard.query.QueryRouterApplication;
import io.promshard.query.client.ApiCall;
import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.client.Deadline;
import io.promshard.query.client.ShardCalls;
import io.promshard.query.client.ShardCalls.Answered;
import io.promshard.query.client.ShardFailure;
import io.promshard.query.topology.FeatureLabel.External;
import io.promshard.query.topology.FeatureLabel.Stored;
import io.promshard.query.topology.Replica;
import io.promshard.query.topology.Shard;
import io.promshard.query.topology.TopologySource;
import io.promshard.shard.servers.ConsulServer;
import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.ServerKind;
import io.promshard.shard.servers.Servers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The router finds out by itself what real servers are: two of one value, one of another, one that stores the label. */
@Timeout(120)
@RealServers({ServerKind.PROMETHEUS, ServerKind.CONSUL})
class DiscoveryIT {

    private PrometheusServer a1;
    private PrometheusServer a2;
    private PrometheusServer b;
    private PrometheusServer stored;
    private @Nullable ConfigurableApplicationContext router;

    @BeforeEach
    void start(Servers servers) {
        a1 = servers.prometheus(external("a", "r1"));
        a2 = servers.prometheus(external("a", "r2"));
        b = servers.prometheus(external("b", "r1"));
        stored = servers.prometheus("global: {scrape_interval: 200ms}");
        stored.reconfigure("""
                global: {scrape_interval: 200ms}
                scrape_configs:
                  - job_name: itself
                    static_configs: [{targets: ["%s"], labels: {cluster: east}}]
                """.formatted(stored.address()));
    }

    @AfterEach
    void stop() {
        if (router != null) {
            router.close();
        }
    }

    private static String external(String cluster, String replica) {
        return "global: {external_labels: {cluster: %s, replica: %s}}".formatted(cluster, replica);
    }

    private ConfigurableApplicationContext router(String... args) {
        String[] all = Stream.concat(
                        Stream.of(
                                "--server.port=0",
                                "--server.address=127.0.0.1",
                                "--query-router.inspection.interval=200ms",
                                "--query-router.probe.interval=100ms"),
                        Stream.of(args))
                .toArray(String[]::new);
        ConfigurableApplicationContext started = new SpringApplication(QueryRouterApplication.class).run(all);
        router = started;
        return started;
    }

    private static List<Shard> shards(ConfigurableApplicationContext router) {
        return router.getBean(TopologySource.class).current().shards();
    }

    private static Answered ask(ConfigurableApplicationContext router, String shard) throws ShardFailure {
        Shard asked = shards(router).stream()
                .filter(each -> each.name().equals(shard))
                .findFirst()
                .orElseThrow();
        return router.getBean(ShardCalls.class)
                .call(
                        asked,
                        new ApiCall("/api/v1/query", List.of(new Param("query", "1+1")), true),
                        Deadline.after(Duration.ofSeconds(5), System::nanoTime));
    }

    private static String get(ConfigurableApplicationContext router, String path) throws Exception {
        String port = router.getEnvironment().getProperty("local.server.port");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    private static JsonNode health(ConfigurableApplicationContext router) throws Exception {
        return new JsonMapper().readTree(get(router, "/actuator/health")).at("/components/shards");
    }

    private static Replica replica(String name, PrometheusServer server, String... externalLabels) {
        return new Replica(name, server.url(), Optional.of(Set.of(externalLabels)));
    }

    @Test
    void ofTheConfiguration() throws Exception {
        var running = router(
                "--query-router.shards.a[0]=" + a1.address(),
                "--query-router.shards.a[1]=" + a2.address(),
                "--query-router.shards.b=" + b.address(),
                "--query-router.shards.s=" + stored.url());

        await().untilAsserted(() -> assertThat(shards(running))
                .containsExactly(
                        new Shard(
                                "a",
                                new External("a"),
                                List.of(
                                        replica("a/r1", a1, "cluster", "replica"),
                                        replica("a/r2", a2, "cluster", "replica"))),
                        new Shard("b", new External("b"), List.of(replica("b", b, "cluster", "replica"))),
                        new Shard("s", new Stored(Set.of("east")), List.of(replica("s", stored)))));
        await().until(() -> health(running).path("status").asString().equals("UP"));
        JsonNode health = health(running);
        assertThat(health.at("/details/shards/a/label").asString()).isEqualTo("external: a");
        assertThat(health.at("/details/shards/s/label").asString()).isEqualTo("stored: [east]");

        a1.kill9();
        try (var answered = ask(running, "a").answer()) {
            assertThat(new String(answered.body().readAllBytes(), UTF_8)).contains("\"2\"");
        }
        a2.kill9();
        await().until(() -> health(running).path("status").asString().equals("DEGRADED"));
        assertThat(shards(running).getFirst().replicas()).hasSize(2);
        await().untilAsserted(() -> assertThat(get(running, "/actuator/prometheus"))
                .contains(
                        "query_router_shard_replicas{application=\"query-router\",shard=\"a\"} 2.0",
                        "query_router_shard_replicas_up{application=\"query-router\",shard=\"a\"} 0.0",
                        "query_router_shard_replicas_up{application=\"query-router\",shard=\"b\"} 1.0",
                        "query_router_shard_call_duration_seconds_count{application=\"query-router\",outcome=\"2xx\",shard=\"a\"} 1",
                        "query_router_topology_epoch{",
                        "query_router_servers_excluded{",
                        "query_router_inspections_total{",
                        "query_router_inspection_failures_total{"));
    }

    @Test
    void inConsul(Servers servers) throws Exception {
        ConsulServer consul = servers.consul();
        consul.register("prometheus", "p1", a1.port());
        consul.register("prometheus", "p2", a2.port());
        consul.register("prometheus", "p3", b.port());
        consul.register("""
                {"Name": "prometheus", "ID": "p4", "Address": "127.0.0.1", "Port": %d, "Meta": {"shard": "store"}}""".formatted(stored.port()));
        var running = router(
                "--query-router.membership=consul",
                "--query-router.expected=z",
                "--promshard.consul.enabled=true",
                "--promshard.consul.port=" + consul.port(),
                "--spring.cloud.consul.discovery.register=false");

        await().untilAsserted(() -> assertThat(shards(running))
                .extracting(Shard::name, shard -> shard.replicas().size())
                .containsExactly(tuple("a", 2), tuple("b", 1), tuple("store", 1), tuple("z", 0)));
        long epoch = running.getBean(TopologySource.class).current().epoch();

        consul.deregister("p3");

        await().until(() -> shards(running).get(1).replicas().isEmpty());
        assertThat(shards(running).get(1)).isEqualTo(new Shard("b", new External("b"), List.of()));
        assertThat(running.getBean(TopologySource.class).current().epoch()).isGreaterThan(epoch);
        assertThat(health(running).at("/details/missed").has("b")).isTrue();

        b.reconfigure(external("bb", "r1"));
        consul.register("prometheus", "p3", b.port());

        await().until(() ->
                shards(running).stream().anyMatch(shard -> shard.name().equals("bb")));
        assertThat(shards(running)).noneMatch(shard -> shard.name().equals("b"));
    }

    @Test
    void aServerWhoseValueIsUnknownIsLeftOutAndHealthSaysSo(Servers servers) throws Exception {
        ConsulServer consul = servers.consul();
        PrometheusServer nameless = servers.prometheus("global: {}");
        consul.register("prometheus", "p1", a1.port());
        consul.register("prometheus", "p2", nameless.port());
        var running = router(
                "--query-router.membership=consul",
                "--promshard.consul.enabled=true",
                "--promshard.consul.port=" + consul.port(),
                "--spring.cloud.consul.discovery.register=false");

        await().untilAsserted(() -> assertThat(health(running)
                        .at("/details/excluded")
                        .path(nameless.address())
                        .asString())
                .startsWith("its value of cluster is unknown"));
        assertThat(health(running).path("status").asString()).isEqualTo("DEGRADED");
        assertThat(shards(running)).extracting(Shard::name).containsExactly("a");

        nameless.reconfigure(external("n", "r1"));

        await().until(() -> shards(running).size() == 2);
    }
}
