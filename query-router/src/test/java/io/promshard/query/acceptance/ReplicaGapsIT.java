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
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two replicas of a shard each lack some minutes of what one server that holds all has; a second shard has one replica. Answers are
 * those of the one server, as long as somebody has the samples; then they say that they are partial.
 *
 * <p>{@code -Dqueries=20000} and {@code -Dseed=7} ask more, and others.
 */
@Timeout(300)
@RealServers(ServerKind.PROMETHEUS)
@TestMethodOrder(OrderAnnotation.class)
class ReplicaGapsIT {

    private static final int QUERIES = Integer.getInteger("queries", 600);
    private static final long SEED = Long.getLong("seed", 1);
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static long end;
    private static HttpServer targets;
    private static PrometheusServer oracle;
    private static PrometheusServer first;
    private static PrometheusServer second;
    private static ConfigurableApplicationContext router;

    @BeforeAll
    static void start(Servers servers) throws IOException {
        end = Instant.now().getEpochSecond() - 300;
        targets = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("a", "a", time -> true);
        serve("b", "b", time -> true);
        serve("a0", "a", time -> time < end - 1500 || time >= end - 1200);
        serve("a1", "a", time -> time < end - 700 || time >= end - 500);
        targets.start();
        oracle = servers.prometheus(
                configuration("", job("a", ", labels: {cluster: a}") + job("b", ", labels: {cluster: b}")));
        first = servers.prometheus(configuration("external_labels: {cluster: a, replica: r0}", job("a0", "")));
        second = servers.prometheus(configuration("external_labels: {cluster: a, replica: r1}", job("a1", "")));
        PrometheusServer b = servers.prometheus(configuration("external_labels: {cluster: b}", job("b", "")));
        List.of(oracle, first, second, b).forEach(ReplicaGapsIT::awaitSamples);
        router = new SpringApplication(QueryRouterApplication.class)
                .run(
                        "--query-router.shards.a=" + first.address() + "," + second.address(),
                        "--query-router.shards.b=" + b.address(),
                        "--server.port=0",
                        "--server.address=127.0.0.1");
    }

    @AfterAll
    static void stop() {
        if (router != null) {
            router.close();
        }
        targets.stop(0);
    }

    private static void serve(String path, String cluster, LongPredicate has) {
        byte[] text = History.of(cluster, end)
                .lines()
                .filter(line ->
                        line.startsWith("#") || has.test(Long.parseLong(line.substring(line.lastIndexOf(' ') + 1))))
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
        targets.createContext("/" + path, exchange -> {
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
    private static String job(String path, String labels) {
        return """
                - job_name: %s
                  metrics_path: /%s
                  static_configs: [{targets: ["127.0.0.1:%d"]%s}]
                  metric_relabel_configs: [{action: labeldrop, regex: job}]
                """.formatted(path, path, targets.getAddress().getPort(), labels);
    }

    private static void awaitSamples(PrometheusServer server) {
        String expected = server.equals(oracle) ? "12" : "6";
        await().atMost(Duration.ofSeconds(30))
                .until(() -> ask(server.url(), "count(last_over_time(requests_total[1h]))")
                        .at("/data/result/0/value/1")
                        .asString("")
                        .equals(expected));
    }

    private static URI routerUrl() {
        return URI.create("http://127.0.0.1:" + router.getEnvironment().getProperty("local.server.port"));
    }

    @Test
    @Order(1)
    void isTheSameForRandomQueries() throws Exception {
        RandomQueries queries = new RandomQueries(SEED);
        List<String> disagreements = new ArrayList<>();
        for (int i = 0; i < QUERIES; i++) {
            String query = queries.next();
            String path = i % 2 == 0
                    ? "/api/v1/query?time=" + (end - 37L * (i % 40)) + "&query=" + escaped(query)
                    : "/api/v1/query_range?start=" + (end - 1500) + "&end=" + end + "&step=47&query=" + escaped(query);
            List<String> differences = SameAnswer.differences(get(oracle.url(), path), get(routerUrl(), path));
            if (!differences.isEmpty()) {
                disagreements.add(path + "\n  " + query + "\n  " + differences.getFirst());
            }
        }
        System.out.printf(
                ">>> replica gaps: %d queries of seed %d, %d disagreements%n", QUERIES, SEED, disagreements.size());
        assertThat(disagreements).isEmpty();
    }

    /** Where the gap of one is, of the other, of both one after the other, and where a range needs samples of both gaps. */
    @ParameterizedTest
    @Order(2)
    @CsvSource(
            delimiter = '|',
            value = {
                "sum(requests_total)                      | 1400 | 1300",
                "requests_total{cluster=\"a\"}            | 650  | 550",
                "requests_total                           | 1600 | 0",
                "sum by (code) (rate(requests_total[2m])) | 1600 | 0",
                "topk(2, temp)                            | 1600 | 0",
                "max_over_time(sum(temp)[5m:30s])         | 1600 | 0",
                "requests_total offset 10m                | 900  | 0",
                "absent(requests_total{cluster=\"a\"})    | 1600 | 0",
                "scalar(sum(requests_total))              | 1600 | 0",
                "increase(requests_total[20m])            | 600  | 0",
                "sum(increase(requests_total[20m]))       | 600  | 0",
                "absent_over_time(temp[20m])              | 600  | 0",
                "max_over_time(temp[15m:1m])              | 600  | 0",
                "avg_over_time(temp{cluster=\"a\"}[20m]) | 600  | 0",
                "temp - temp offset 11m                   | 600  | 0",
                "quantile_over_time(scalar(count(requests_total) / 24), requests_total[5m])        | 900 | 0",
                "predict_linear(requests_total[10m] offset 1m, scalar(sum(requests_total) % 100)) | 900 | 0",
                "sum by (cluster) (predict_linear(requests_total{cluster!=\"b\"}[4m], scalar(count(requests_total)))) | 900 | 0",
            })
    void gapsAreFilledByWhoHasTheSamples(String query, long from, long to) throws Exception {
        String path =
                "/api/v1/query_range?start=" + (end - from) + "&end=" + (end - to) + "&step=15&query=" + escaped(query);

        JsonNode answer = get(routerUrl(), path);

        assertThat(SameAnswer.differences(get(oracle.url(), path), answer)).isEmpty();
        assertThat(answer.has("warnings")).isFalse();
        assertIsToldAsItIsDone(path, answer);
    }

    /** Each call that is told goes to one of those that are told to have the samples, and none is made that was not told. */
    private static void assertIsToldAsItIsDone(String path, JsonNode answer) throws Exception {
        JsonNode told = get(routerUrl(), path.replace("query_range", "query_explain") + "&run=true")
                .path("data");

        assertThat(calls(told.path("tree"))).isNotEmpty().allSatisfy(call -> {
            assertThat(call.path("made")).hasSize(1);
            assertThat(call.path("replicas").valueStream()).contains(call.at("/made/0/replica"));
            assertThat(call.at("/made/0/status").asInt()).isEqualTo(200);
        });
        assertThat(told.at("/run/further")).isEmpty();
        assertThat(told.at("/run/series").asInt())
                .isEqualTo(answer.at("/data/result").size());
        assertThat(told.at("/run/samples").asInt())
                .isEqualTo(answer.at("/data/result")
                        .valueStream()
                        .mapToInt(series -> series.path("values").size())
                        .sum());
    }

    private static List<JsonNode> calls(JsonNode part) {
        List<JsonNode> calls = new ArrayList<>(part.path("calls").valueStream().toList());
        part.path("parts").forEach(within -> calls.addAll(calls(within)));
        return calls;
    }

    @Test
    @Order(3)
    void rangesOfSamplesAreWhole() throws Exception {
        String path = "/api/v1/query?time=" + end + "&query=" + escaped("requests_total{cluster=\"a\"}[25m]");

        assertThat(get(routerUrl(), path).at("/data/result"))
                .isEqualTo(get(oracle.url(), path).at("/data/result"));
    }

    @Test
    @Order(4)
    void whatTheOneThatHasItCannotSayIsMissedAloud() throws Exception {
        second.stop();
        String inItsGap = "/api/v1/query?time=" + (end - 1250) + "&query=";

        JsonNode partial = get(routerUrl(), inItsGap + escaped("count(requests_total)"));
        JsonNode denied = get(routerUrl(), inItsGap + escaped("count(requests_total)") + "&partial_response=0");
        JsonNode absent = get(routerUrl(), inItsGap + escaped("absent(requests_total{cluster=\"a\"})"));
        JsonNode whole = get(routerUrl(), "/api/v1/query?time=" + end + "&query=" + escaped("count(requests_total)"));

        assertThat(partial.path("warnings").toString())
                .contains("shard \\\"a\\\" failed")
                .contains("(partial result)");
        assertThat(denied.path("errorType").asString("")).isEqualTo("unavailable");
        assertThat(absent.path("errorType").asString("")).isEqualTo("unavailable");
        assertThat(whole.at("/data/result/0/value/1").asString("")).isEqualTo("12");
        assertThat(whole.has("warnings")).isFalse();
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
