package io.promshard.target.report.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.Servers;
import io.promshard.target.model.Collector;
import io.promshard.target.report.CollectorReport;
import io.promshard.target.report.ScrapeHealth;
import io.promshard.target.report.ScrapedTarget;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a real Prometheus says of targets that came with a key. */
@RealServers
class HttpReporterIT {

    @Test
    void aPrometheusReportsItsTargetsAndTheirSamples(Servers servers) throws Exception {
        Instant before = Instant.now(Clock.systemUTC()).minusSeconds(1);
        PrometheusServer other = servers.prometheus("global: {scrape_interval: 1h}\n");
        PrometheusServer collector = servers.prometheus("""
                global: {scrape_interval: 1s, external_labels: {shard: a}}
                scrape_configs:
                  - job_name: ours
                    static_configs:
                      - {targets: ["127.0.0.1:%d"], labels: {__meta_sharder_key: 00000000000000aa, zone: x}}
                      - {targets: ["127.0.0.1:1"], labels: {__meta_sharder_key: 00000000000000bb}}
                  - job_name: dropped
                    relabel_configs: [{action: drop, source_labels: [__address__]}]
                    static_configs:
                      - {targets: ["127.0.0.1:2"], labels: {__meta_sharder_key: 00000000000000cc}}
                  - job_name: foreign
                    static_configs: [{targets: ["127.0.0.1:%d"]}]
                """.formatted(other.port(), other.port()));
        Collector asked = new Collector("a", collector.url(), 1, 1, Map.of());

        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpReporter reporter = new HttpReporter(client, Clock.systemUTC(), Duration.ofSeconds(5));
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                CollectorReport report = reporter.ask(asked, true);
                assertThat(report.of(0xaa))
                        .singleElement()
                        .matches(target -> target.upSince(before))
                        .matches(target -> target.job().equals("ours"))
                        .matches(target -> target.samples() > 100);
                assertThat(report.of(0xbb))
                        .singleElement()
                        .matches(target -> target.health() == ScrapeHealth.DOWN)
                        .matches(target -> target.lastError().contains("refused"));
                assertThat(report.of(0xcc)).isEmpty();
                assertThat(report.targets()).extracting(ScrapedTarget::key).containsExactly(0xaaL, 0xbbL);
                assertThat(report.foreign()).isEqualTo(1);
            });
        }
    }
}
