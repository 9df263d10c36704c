package io.promshard.query.rim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.query.engine.oracle.OracleSeries;
import io.promshard.query.engine.oracle.OracleSeries.ExponentialSample;
import io.promshard.query.engine.oracle.OracleSeries.FloatSample;
import io.promshard.query.engine.oracle.OracleSeries.Sample;
import io.promshard.query.engine.oracle.RemoteWrite;
import io.promshard.shard.labels.Labels;
import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.ServerKind;
import io.promshard.shard.servers.Servers;
import io.promshard.shard.servers.Start;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rules over all shards, evaluated by a Prometheus that reads through the router and writes what it finds to another. Two shards have
 * the feature label as an external label, and one stores it.
 */
@Timeout(180)
@RealServers(ServerKind.PROMETHEUS)
class RemoteReadOverShardsIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    /** Read from the rules' names, so that a row is a rule and its expression. */
    private static final Map<String, String> RULES = new TreeMap<>(Map.of(
            "job:requests:rate", "sum by (job) (rate(requests_total[5m]))",
            "job:requests_ab:rate", "sum by (job) (rate(requests_total{cluster=~\"a|b\"}[5m]))",
            "cluster:requests:rate", "sum by (cluster) (rate(requests_total{cluster!=\"a\",region!~\"x\"}[5m]))",
            "region:requests:count", "count by (region) (requests_total)",
            "job:latency:p90", "histogram_quantile(0.9, sum by (job) (rate(latency[5m])))",
            "requests:ended", "count(requests_total{i=\"0\"})"));

    private static PrometheusServer b;
    private static PrometheusServer receiver;
    private static PrometheusServer ruler;
    private static Router router;

    @BeforeAll
    static void start(Servers servers, @TempDir Path folder) throws Exception {
        PrometheusServer a = shard(servers, "{cluster: a, region: eu, replica: r1}");
        b = shard(servers, "{cluster: b, region: us}");
        PrometheusServer c = shard(servers, "{region: eu}");
        write(a, "");
        write(b, "");
        write(c, "c");
        receiver = servers.prometheus("{}", Start.PLAIN.with("--web.enable-remote-write-receiver"));
        router = Router.configured("a=" + a.address(), "b=" + b.address(), "c=" + c.address());
        ruler = servers.prometheus(ruler(folder));
    }

    @AfterAll
    static void stop() {
        router.close();
    }

    private static PrometheusServer shard(Servers servers, String labels) {
        return servers.prometheus(
                "global: {external_labels: %s}".formatted(labels),
                Start.PLAIN.with("--web.enable-remote-write-receiver", "--enable-feature=native-histograms"));
    }

    private static String ruler(Path folder) throws IOException {
        StringBuilder rules = new StringBuilder("groups:\n- name: all\n  rules:\n");
        RULES.forEach((name, expr) -> rules.append("  - {record: '")
                .append(name)
                .append("', expr: '")
                .append(expr)
                .append("'}\n"));
        Path file = Files.writeString(folder.resolve("rules.yml"), rules);
        return """
                global: {evaluation_interval: 1s, external_labels: {ruler: global}}
                rule_files: ['%s']
                remote_read:
                - {url: '%s/api/v1/read', read_recent: true, filter_external_labels: false}
                remote_write:
                - {url: '%s', queue_config: {batch_send_deadline: 200ms}}
                """.formatted(file, router.url(), receiver.url().resolve("/api/v1/write"));
    }

    /** The last ten minutes. Of each tenth series the end, four minutes ago, is marked. */
    private static void write(PrometheusServer server, String cluster) throws Exception {
        long now = System.currentTimeMillis();
        List<OracleSeries> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            List<Sample> counts = new ArrayList<>();
            List<Sample> latencies = new ArrayList<>();
            for (int n = 0; n < 40; n++) {
                long time = now - (40 - n) * 15_000L;
                boolean ended = i % 10 == 0 && n >= 24;
                if (!ended) {
                    counts.add(new FloatSample(time, n * (i + 1.25 + server.port() % 7)));
                } else if (n == 24) {
                    counts.add(new FloatSample(time, Double.longBitsToDouble(0x7ff0000000000002L)));
                }
                latencies.add(new ExponentialSample(
                        time, 1, 0.001, n, new TreeMap<>(Map.of(i % 4, 3 * n, 5, n)), new TreeMap<>()));
            }
            // One set of labels begins another, so that the order changes when a label is put on.
            Map<String, String> labels = new TreeMap<>(Map.of("job", "j" + i % 3, "i", Integer.toString(i)));
            if (i % 4 == 0) {
                labels.put("region", "eu");
            }
            if (i % 2 == 0) {
                labels.put("zz", "z");
            }
            if (!cluster.isEmpty()) {
                labels.put("cluster", cluster);
            }
            all.add(series("requests_total", labels, counts));
            all.add(series("latency", labels, latencies));
        }
        HttpRequest request = HttpRequest.newBuilder(server.url().resolve("/api/v1/write"))
                .header("Content-Encoding", "snappy")
                .header("Content-Type", "application/x-protobuf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(RemoteWrite.body(all)))
                .build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    private static OracleSeries series(String name, Map<String, String> labels, List<Sample> samples) {
        return new OracleSeries(Labels.of(labels).with("__name__", name), samples);
    }

    @ParameterizedTest
    @CsvSource({
        "job:requests:rate, 3",
        "job:requests_ab:rate, 3",
        "cluster:requests:rate, 2",
        "region:requests:count, 2",
        "job:latency:p90, 3",
        "requests:ended, 0"
    })
    void aRulesValuesAreThoseOfTheRouter(String rule, int series) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> compare(rule, series));
    }

    /** Its own way to fail: no series, and a warning. What counts is that it does not take two shards for all. */
    @Test
    void aPrometheusThatReadsWhileAShardIsDownHasNoSeries() throws Exception {
        b.kill9();
        String failed = get(ruler.url(), "count(requests_total)", "");
        String another = get(ruler.url(), "count(requests_total{cluster!=\"b\"})", "");
        b.restart();

        assertThat(failed)
                .contains("\"status\":\"success\"", "\"result\":[]")
                .contains("503 : shard \\\"b\\\" failed: ");
        assertThat(another).contains("\"value\":").doesNotContain("warnings");
    }

    /** At the time at which the rule was evaluated. */
    private static void compare(String rule, int series) throws Exception {
        assertThat(query(receiver.url(), "count(region:requests:count)", "")).isNotEmpty();
        JsonNode written = query(receiver.url(), "{__name__=\"" + rule + "\",ruler=\"global\"}[1m]", "");
        assertThat(written.size()).isEqualTo(series);
        for (JsonNode one : written) {
            JsonNode last = one.get("values").get(one.get("values").size() - 1);
            JsonNode metric = one.get("metric");
            double expected = value(rule, metric, last.get(0).asString());
            double value = Double.parseDouble(last.get(1).asString());
            assertThat(value).isCloseTo(expected, Offset.offset(1e-9 * Math.abs(expected)));
        }
    }

    private static double value(String rule, JsonNode metric, String time) throws Exception {
        String label = rule.substring(0, rule.indexOf(':'));
        for (JsonNode one : query(URI.create(router.url()), RULES.getOrDefault(rule, ""), time)) {
            if (one.get("metric").path(label).equals(metric.path(label))) {
                return Double.parseDouble(one.get("value").get(1).asString());
            }
        }
        throw new AssertionError("the router has no " + metric);
    }

    private static JsonNode query(URI server, String query, String time) throws Exception {
        return JSON.readTree(get(server, query, time)).get("data").get("result");
    }

    private static String get(URI server, String query, String time) throws Exception {
        String url = server + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)
                + (time.isEmpty() ? "" : "&time=" + time);
        HttpResponse<String> answer =
                HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
