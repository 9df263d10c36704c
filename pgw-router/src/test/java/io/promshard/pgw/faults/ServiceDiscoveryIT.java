package io.promshard.pgw.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.PushgatewayServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.ServerKind;
import io.promshard.shard.servers.Servers;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus scrapes real Pushgateways that it has found by {@code /sd}. */
@RealServers({ServerKind.PROMETHEUS, ServerKind.PUSHGATEWAY})
class ServiceDiscoveryIT {

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void prometheusFindsEveryGatewayAndWhatWasPushedToIt(Servers servers) throws Exception {
        List<PushgatewayServer> gateways = List.of(servers.pushgateway(), servers.pushgateway(), servers.pushgateway());
        List<String> urls =
                gateways.stream().map(gateway -> gateway.url().toString()).toList();
        try (Router router = Router.of(urls)) {
            PrometheusServer prometheus = servers.prometheus(configuration(router.port()));
            for (int i = 0; i < 30; i++) {
                assertThat(router.client().put("/metrics/job/j" + i).status()).isEqualTo(200);
            }

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(values(prometheus, "sum(up{weight=\"1\"})"))
                            .containsExactly("3"));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(values(prometheus, "count(a{job=~\"j.*\"})"))
                            .containsExactly("30"));

            gateways.getFirst().kill9();

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(values(prometheus, "count(up) - sum(up)"))
                            .containsExactly("1"));
        }
    }

    private static String configuration(int port) {
        return """
            global: {scrape_interval: 1s, scrape_timeout: 1s}
            scrape_configs:
              - job_name: pushgateways
                honor_labels: true
                http_sd_configs:
                  - url: http://127.0.0.1:%d/sd
                    refresh_interval: 1s
                relabel_configs:
                  - source_labels: [__meta_pgw_weight]
                    target_label: weight
            """.formatted(port);
    }

    private List<String> values(PrometheusServer prometheus, String query) throws IOException, InterruptedException {
        URI uri = URI.create(
                prometheus.url() + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        String body = client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        JsonNode result = JsonMapper.shared().readTree(body).get("data").get("result");
        return result.valueStream()
                .map(sample -> sample.get("value").get(1).asString())
                .toList();
    }
}
