package io.promshard.target.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is rendered of a configuration with everything in it is a configuration, to the real promtool. */
class RenderIT {

    private static final String ALL = """
            global:
              scrape_interval: 15s
              scrape_timeout: 5s
              evaluation_interval: 1m
              external_labels: {region: eu, replica: "1"}
            rule_files: [rules/*.yml]
            alerting:
              alertmanagers:
              - static_configs: [{targets: ['alertmanager:9093']}]
            remote_write:
            - url: http://store:9201/write
              basic_auth: {username: u, password: write-secret}
            storage:
              tsdb: {out_of_order_time_window: 10m}
            scrape_config_files: [more/*.yml]
            scrape_configs:
            - job_name: prometheus
              static_configs: [{targets: ['localhost:9090']}]
            - job_name: &kubernetes kubernetes-pods
              kubernetes_sd_configs:
              - role: pod
                api_server: https://kubernetes:6443
                authorization: {credentials: discovery-secret}
              relabel_configs: &rules
              - source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scrape]
                action: keep
                regex: true
              - source_labels: [__address__, __meta_kubernetes_pod_annotation_prometheus_io_port]
                action: replace
                regex: ([^:]+)(?::\\d+)?;(\\d+)
                replacement: $1:$2
                target_label: __address__
              - action: labelmap
                regex: __meta_kubernetes_pod_label_(.+)
              metric_relabel_configs:
              - {source_labels: [__name__], regex: 'go_.*', action: drop}
            - job_name: dns
              scheme: https
              scrape_interval: 30s
              metrics_path: /federate
              honor_labels: true
              honor_timestamps: false
              sample_limit: 5000
              target_limit: 100
              label_limit: 30
              body_size_limit: 10MB
              params: {'match[]': ['{job="a"}', '{job="b"}']}
              authorization: {type: Bearer, credentials: scrape-secret}
              tls_config: {insecure_skip_verify: true}
              proxy_url: http://proxy:3128
              follow_redirects: false
              dns_sd_configs:
              - names: [_prometheus._tcp.example]
                refresh_interval: 30s
              http_sd_configs:
              - url: http://inventory/sd
              docker_sd_configs:
              - host: unix:///var/run/docker.sock
              relabel_configs: *rules
            """;

    @ParameterizedTest
    @ValueSource(strings = {"--http=http://sharder:9098", "--files=/etc/prometheus/targets/{job}.json"})
    void bothConfigurationsAreGood(String delivery, @TempDir Path folder) throws Exception {
        Path config = Files.writeString(folder.resolve("prometheus.yml"), ALL);
        Files.writeString(Files.createDirectories(folder.resolve("more")).resolve("db.yml"), """
                scrape_configs:
                - job_name: team/db
                  file_sd_configs: [{files: [db/*.json]}]
                """);
        Promtool.check(config);
        for (String deliver : List.of("raw", "relabeled")) {
            int status = RenderCommand.run(List.of(
                    "--config=" + config,
                    "--group=g",
                    "--out=" + folder.resolve("out"),
                    "--collector=a=http://a:9090",
                    "--collector=b=http://b:9090",
                    "--leave=prometheus",
                    "--deliver=" + deliver,
                    delivery));

            assertThat(status).isZero();
            for (Path rendered : configurations(folder.resolve("out"))) {
                Promtool.check(rendered);
            }
        }
        assertThat(Files.readString(folder.resolve("out/engine.yml")))
                .contains("discovery-secret")
                .doesNotContain("scrape-secret", "write-secret");
    }

    private static List<Path> configurations(Path out) throws Exception {
        try (Stream<Path> all = Files.list(out)) {
            List<Path> configurations = new ArrayList<>(
                    all.filter(file -> !file.endsWith("groups.yml")).toList());
            assertThat(configurations).hasSizeGreaterThanOrEqualTo(2);
            return configurations;
        }
    }
}
