package io.promshard.target.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.ServerKind;
import io.promshard.shard.servers.Servers;
import io.promshard.target.model.DiscoveredTarget;
import io.promshard.target.render.RenderCommand;
import io.promshard.target.spec.SourceSpec;
import io.promshard.target.spec.SourceSpec.Credentials;
import io.promshard.target.spec.SourceSpec.Deliver;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What one Prometheus scrapes by itself is what a collector scrapes behind an engine, whatever the rules do. */
@RealServers(ServerKind.PROMETHEUS)
@Timeout(120)
class EngineParityIT {

    private static final JsonMapper JSON = new JsonMapper();

    /** What each job is called in files, by its name. */
    private static final Map<String, String> JOBS = Map.of(
            "node",
            "node",
            "blackbox",
            "blackbox",
            "team/a service",
            "team_a_service",
            "mapped",
            "mapped",
            "merged",
            "merged");

    private static final String NODES = """
            [{"targets": ["127.0.0.1:7001", "127.0.0.1:7002", "127.0.0.1:7003"],
              "labels": {"__meta_env": "prod", "__meta_tag_dc": "eu", "__meta_tag_rack": "r1", "team": "a"}},
             {"targets": ["127.0.0.2:7001"],
              "labels": {"__meta_env": "prod", "__meta_scheme": "https", "__meta_path": "/deep/m?x", "__meta_every": "45s"}},
             {"targets": ["127.0.0.3:7001"], "labels": {"__meta_env": "test"}},
             {"targets": ["127.0.0.4:7001"],
              "labels": {"__meta_env": "prod", "job": "special", "__metrics_path__": "/own", "__scheme__": "https",
                "__scrape_interval__": "33s", "__scrape_timeout__": "3s", "__param_q": "a b&c"}},
             {"targets": ["127.0.0.4:7001"],
              "labels": {"__meta_env": "prod", "job": "special", "__metrics_path__": "/own", "__scheme__": "https",
                "__scrape_interval__": "44s", "__scrape_timeout__": "3s", "__param_q": "a b&c"}},
             {"targets": ["127.0.0.5:7001"], "labels": {"__meta_env": "prod", "instance": "five", "odd": "é \\" \\\\ \\n 😀"}}]
            """;

    private static final String CONFIGURATION = """
            global:
              scrape_interval: 20s
              scrape_timeout: 4s
            scrape_configs:
            - job_name: node
              honor_labels: true
              sample_limit: 100
              basic_auth: {username: u, password: p}
              file_sd_configs: [{files: [{folder}/nodes.json]}]
              static_configs:
              - targets: ['127.0.0.9:7001']
                labels: {__meta_env: prod, static: yes}
              relabel_configs:
              - {source_labels: [__meta_env], regex: test, action: drop}
              - {source_labels: [__meta_env], regex: prod, action: keep}
              - {source_labels: [__address__], regex: '(.+):\\d+', target_label: __address__, replacement: '$1:9'}
              - {regex: __meta_tag_(.+), action: labelmap}
              - {source_labels: [__address__], modulus: 8, target_label: __tmp_hash, action: hashmod}
              - {source_labels: [__tmp_hash], target_label: bucket}
              - {source_labels: [__meta_scheme], regex: (https), target_label: __scheme__}
              - {source_labels: [__meta_path], regex: (.+), target_label: __metrics_path__}
              - {source_labels: [__meta_every], regex: (.+), target_label: __scrape_interval__}
              - {source_labels: [__scrape_interval__, __scrape_timeout__], target_label: every}
              - {regex: team, action: labeldrop}
            - job_name: blackbox
              metrics_path: /probe
              params: {module: [http_2xx, tcp], hostname: [h]}
              static_configs:
              - targets: ['https://a.example/x?y=z&u=v', 'b.example:443']
                labels: {team: no}
              relabel_configs:
              - {source_labels: [__address__], target_label: __param_target}
              - {source_labels: [__param_target], target_label: instance}
              - {target_label: __address__, replacement: '127.0.0.1:9'}
            - job_name: team/a service
              scrape_interval: 31s
              scheme: https
              tls_config: {insecure_skip_verify: true}
              static_configs:
              - targets: ['127.0.0.1:9', '[::1]:9', 'host.example']
            - job_name: mapped
              static_configs:
              - targets: ['127.0.0.1:9']
                labels: {__meta_zone: z1}
              relabel_configs:
              - {regex: __meta_(.+), action: labelmap}
            - job_name: merged
              static_configs:
              - targets: ['127.0.0.1:1', '127.0.0.1:2']
              - targets: ['127.0.0.1:3']
                labels: {__meta_x: y}
              relabel_configs:
              - {target_label: __address__, replacement: '127.0.0.1:9'}
            """;

    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource(Deliver.class)
    void aCollectorScrapesWhatOnePrometheusScraped(Deliver deliver, Servers servers, @TempDir Path folder)
            throws Exception {
        Files.writeString(folder.resolve("nodes.json"), NODES);
        String configuration = CONFIGURATION.replace("{folder}", folder.toString());
        Path config = Files.writeString(folder.resolve("prometheus.yml"), configuration);
        Path lists = Files.createDirectories(folder.resolve("lists"));
        assertThat(RenderCommand.run(List.of(
                        "--config=" + config,
                        "--group=g",
                        "--out=" + folder,
                        "--service=prometheus",
                        "--files=" + lists + "/{job}.json",
                        "--deliver=" + deliver.name().toLowerCase(Locale.ROOT))))
                .isZero();
        PrometheusServer original = servers.prometheus(configuration);
        PrometheusServer engine = servers.prometheus(Files.readString(folder.resolve("engine.yml")));
        PrometheusServer collector = servers.prometheus(Files.readString(folder.resolve("collector.yml")));

        List<String> wanted =
                await().atMost(Duration.ofSeconds(30)).until(() -> scraped(original), all -> all.size() == 13);
        await().atMost(Duration.ofSeconds(30)).until(() -> deliver(read(engine, deliver), lists) == 13);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(scraped(collector)).isEqualTo(wanted));
        assertThat(read(engine, deliver).get("team_a_service"))
                .as("of what the job itself says nothing is frozen into targets")
                .allSatisfy(target -> assertThat(target.labels().toString())
                        .doesNotContain("__scheme__", "__scrape_", "__metrics_path__", "job="));
        for (String job : JOBS.keySet()) {
            assertThat(Engines.own(engine, "net_conntrack_dialer_conn_attempted_total{dialer_name=\"" + job + "\"}"))
                    .as("scrapes of %s by the engine", job)
                    .isZero();
        }
    }

    private Map<String, List<DiscoveredTarget>> read(PrometheusServer engine, Deliver deliver) throws Exception {
        Map<String, List<DiscoveredTarget>> found = new LinkedHashMap<>();
        for (Map.Entry<String, String> job : JOBS.entrySet()) {
            SourceSpec.Engine spec = new SourceSpec.Engine(
                    engine.url(),
                    Credentials.NONE,
                    job.getKey(),
                    deliver,
                    Duration.ZERO,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5));
            try (EngineTargetSource source = new EngineTargetSource(spec, client)) {
                found.put(job.getValue(), source.read());
            }
        }
        return found;
    }

    /** As file_sd, with the label that target-sharder adds. */
    private static int deliver(Map<String, List<DiscoveredTarget>> found, Path lists) throws IOException {
        for (Map.Entry<String, List<DiscoveredTarget>> job : found.entrySet()) {
            List<Map<String, Object>> groups = new ArrayList<>();
            for (DiscoveredTarget target : job.getValue()) {
                Map<String, String> labels = new LinkedHashMap<>();
                for (int i = 0; i < target.labels().size(); i++) {
                    labels.put(target.labels().name(i), target.labels().value(i));
                }
                labels.put("__meta_sharder_key", "0123456789abcdef");
                groups.add(Map.of("targets", List.of(String.valueOf(labels.remove("__address__"))), "labels", labels));
            }
            Files.writeString(lists.resolve(job.getKey() + ".json"), JSON.writeValueAsString(groups));
        }
        return found.values().stream().mapToInt(List::size).sum();
    }

    /** What tells one scrape from another, a line a target. */
    private List<String> scraped(PrometheusServer server) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/targets?state=active"))
                .build();
        List<String> lines = new ArrayList<>();
        for (JsonNode target : JSON.readTree(
                        client.send(request, BodyHandlers.ofString()).body())
                .path("data")
                .path("activeTargets")) {
            lines.add("%s %s %s every %s within %s"
                    .formatted(
                            target.path("scrapePool").asString(),
                            target.path("labels"),
                            target.path("scrapeUrl").asString(),
                            target.path("scrapeInterval").asString(),
                            target.path("scrapeTimeout").asString()));
        }
        return lines.stream().sorted().toList();
    }
}
