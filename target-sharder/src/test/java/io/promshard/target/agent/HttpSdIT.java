package io.promshard.target.agent;

import static io.promshard.target.publish.Samples.publication;
import static io.promshard.target.publish.Samples.target;
import static io.promshard.target.publish.Samples.targets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.ServerKind;
import io.promshard.shard.servers.Servers;
import io.promshard.target.model.Target;
import io.promshard.target.model.TargetKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stock Prometheus asks us by http_sd. */
@RealServers(ServerKind.PROMETHEUS)
class HttpSdIT {

    private final SdServer sharder = new SdServer(Duration.ofSeconds(1));
    private final HttpClient http = HttpClient.newHttpClient();
    private PrometheusServer prometheus;

    @BeforeEach
    void start(Servers servers) {
        sharder.lists().configured(Set.of("g"));
        prometheus = servers.prometheus("""
                global: {scrape_interval: 1h}
                scrape_configs:
                  - job_name: served
                    http_sd_configs: [{url: '%s/sd/g/c/team/node', refresh_interval: 1s}]
                """.formatted(sharder.url()));
    }

    @AfterEach
    void close() {
        sharder.close();
        http.close();
    }

    @Test
    void takesTheTargetsWithTheirKeyAndKeepsThemWhenNothingIsKnownAnyMore() throws Exception {
        await().until(() -> metric("prometheus_sd_http_failures_total") > 0);
        List<Target> some = targets("team/node", 5);
        sharder.lists().publish(publication("g", 1, "c", "team/node", some));
        await().atMost(Duration.ofSeconds(30)).until(() -> pool() == 5);
        assertThat(get("/api/v1/targets?state=active"))
                .contains("\"__meta_sharder_key\":\""
                        + TargetKey.text(some.getFirst().key()) + '"');

        double failures = metric("prometheus_sd_http_failures_total");
        sharder.lists().configured(Set.of());
        await().atMost(Duration.ofSeconds(30)).until(() -> metric("prometheus_sd_http_failures_total") > failures + 6);
        assertThat(pool()).isEqualTo(5);
    }

    @Test
    void takesLabelsOfAllKinds() throws Exception {
        Target odd = target("team/node", "a:1", "größe", "é\"\\\n😀", "with.dots-and spaces", "x");

        sharder.lists().publish(publication("g", 1, "c", "team/node", List.of(odd)));

        await().atMost(Duration.ofSeconds(30)).until(() -> pool() == 1);
        assertThat(get("/api/v1/targets?state=active"))
                .contains("\"größe\":\"é\\\"\\\\\\n😀\"", "with.dots-and spaces");
    }

    private double pool() throws Exception {
        return metric("prometheus_target_scrape_pool_targets{scrape_job=\"served\"}");
    }

    private double metric(String name) throws Exception {
        return get("/metrics")
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(-1);
    }

    private String get(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(prometheus.url() + path)).build();
        return http.send(request, BodyHandlers.ofString()).body();
    }
}
