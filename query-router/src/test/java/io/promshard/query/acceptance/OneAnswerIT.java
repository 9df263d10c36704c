package io.promshard.query.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.promshard.query.QueryRouterApplication;
import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.ServerKind;
import io.promshard.shard.servers.Servers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever is asked of three servers through the router has the answer of one server that holds all their series.
 *
 * <p>{@code -Dqueries=20000} and {@code -Dseed=7} ask more, and others.
 */
@Timeout(300)
@RealServers(ServerKind.PROMETHEUS)
class OneAnswerIT {

    private static final int QUERIES = Integer.getInteger("queries", 1500);
    private static final long SEED = Long.getLong("seed", 1);
    private static final List<String> CLUSTERS = List.of("a", "b", "c");
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static long end;
    private static HttpServer targets;
    private static PrometheusServer oracle;
    private static ConfigurableApplicationContext router;

    @BeforeAll
    static void start(Servers servers) throws IOException {
        end = Instant.now().getEpochSecond() - 60;
        targets = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        CLUSTERS.forEach(OneAnswerIT::serve);
        targets.start();
        oracle = servers.prometheus(configuration(
                "",
                CLUSTERS.stream()
                        .map(c -> job(c, ", labels: {cluster: " + c + "}"))
                        .collect(Collectors.joining())));
        List<PrometheusServer> shards = CLUSTERS.stream()
                .map(c -> servers.prometheus(configuration("external_labels: {cluster: " + c + "}", job(c, ""))))
                .toList();
        router = new SpringApplication(QueryRouterApplication.class).run(arguments(shards));
        Stream.concat(Stream.of(oracle), shards.stream()).forEach(OneAnswerIT::awaitSamples);
        await().until(() -> ask(routerUrl(), "count(last_over_time(requests_total[1h]))")
                .at("/data/result/0/value/1")
                .asString("")
                .equals("18"));
    }

    @AfterAll
    static void stop() {
        if (router != null) {
            router.close();
        }
        targets.stop(0);
    }

    private static void serve(String cluster) {
        byte[] text = History.of(cluster, end).getBytes(StandardCharsets.UTF_8);
        targets.createContext("/" + cluster, exchange -> {
            exchange.getResponseHeaders()
                    .set("Content-Type", "application/openmetrics-text; version=1.0.0; charset=utf-8");
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
    }

    private static String configuration(String external, String jobs) {
        return "global: {scrape_interval: 1s%s%s}\nscrape_configs:\n%s"
                .formatted(external.isEmpty() ? "" : ", ", external, jobs);
    }

    /** What scraping adds is the target's own, so the same target is the same series everywhere. */
    private static String job(String cluster, String labels) {
        return """
                - job_name: %s
                  metrics_path: /%s
                  static_configs: [{targets: ["127.0.0.1:%d"]%s}]
                  metric_relabel_configs: [{action: labeldrop, regex: job}]
                """.formatted(cluster, cluster, targets.getAddress().getPort(), labels);
    }

    private static String[] arguments(List<PrometheusServer> shards) {
        Stream<String> each = CLUSTERS.stream()
                .map(c -> "--query-router.shards." + c + "="
                        + shards.get(CLUSTERS.indexOf(c)).address());
        return Stream.concat(each, Stream.of("--server.port=0", "--server.address=127.0.0.1"))
                .toArray(String[]::new);
    }

    private static void awaitSamples(PrometheusServer server) {
        int expected = server.equals(oracle) ? 18 : 6;
        await().atMost(Duration.ofSeconds(30))
                .until(() -> ask(server.url(), "count(last_over_time(requests_total[1h]))")
                        .at("/data/result/0/value/1")
                        .asString("")
                        .equals(Integer.toString(expected)));
    }

    private static URI routerUrl() {
        return URI.create("http://127.0.0.1:" + router.getEnvironment().getProperty("local.server.port"));
    }

    @Test
    void isTheSameForRandomQueries() throws Exception {
        RandomQueries queries = new RandomQueries(SEED);
        List<String> disagreements = new ArrayList<>();
        int answered = 0;
        int empty = 0;
        for (int i = 0; i < QUERIES; i++) {
            String query = queries.next();
            String path = i % 2 == 0
                    ? "/api/v1/query?time=" + (end - 37L * (i % 40)) + "&query=" + escaped(query)
                    : "/api/v1/query_range?start=" + (end - 900) + "&end=" + end + "&step=47&query=" + escaped(query);
            JsonNode want = get(oracle.url(), path);
            JsonNode have = get(routerUrl(), path);
            answered += want.path("status").asString("").equals("success") ? 1 : 0;
            empty += want.at("/data/result").isEmpty() ? 1 : 0;
            List<String> differences = SameAnswer.differences(want, have);
            if (!differences.isEmpty()) {
                disagreements.add(path + "\n  " + query + "\n  " + differences.getFirst());
            }
        }
        System.out.printf(
                ">>> one answer: %d queries of seed %d, %d answered, %d of them empty, %d disagreements%n",
                QUERIES, SEED, answered, empty, disagreements.size());
        assertThat(disagreements).isEmpty();
        assertThat(answered - empty).isGreaterThan(QUERIES / 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quantile_over_time(scalar(count(requests_total) / 24), requests_total[5m])",
                "predict_linear(requests_total[10m] offset 1m, scalar(sum(requests_total) % 100))",
                "sum by (cluster) (predict_linear(requests_total{cluster!=\"b\"}[4m], scalar(count(requests_total))))"
            })
    void isTheSameWhereSamplesAreRead(String query) throws Exception {
        String range = "/api/v1/query_range?start=" + (end - 900) + "&end=" + end + "&step=47&query=" + escaped(query);
        JsonNode want = get(oracle.url(), range);

        assertThat(SameAnswer.differences(want, get(routerUrl(), range))).isEmpty();
        assertThat(want.at("/data/result")).isNotEmpty();
    }

    private static JsonNode ask(URI server, String query) throws Exception {
        return get(server, "/api/v1/query?time=" + end + "&query=" + escaped(query));
    }

    private static JsonNode get(URI server, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path)).build();
        return JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body());
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
