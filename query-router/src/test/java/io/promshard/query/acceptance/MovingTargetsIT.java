package io.promshard.query.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.query.QueryRouterApplication;
import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.ServerKind;
import io.promshard.shard.servers.Servers;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two collectors share 200 targets, and half of them move from one to the other: first both have them, then the new one. Whatever
 * is asked of both through the router has the answer of one server that scrapes all the time.
 */
@Timeout(300)
@RealServers(ServerKind.PROMETHEUS)
class MovingTargetsIT {

    private static final int TARGETS = 200;
    private static final int FIRST_MOVED = 50;
    private static final int LAST_MOVED = 150;
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration LONGEST_RANGE = Duration.ofSeconds(12);
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path files;

    private static final SmallTargets TARGETS_SERVER = new SmallTargets();
    private static final ToldMoves MOVES = new ToldMoves();
    private static final List<Double> SEEN_LIVE = new ArrayList<>();

    private static PrometheusServer truth;
    private static ConfigurableApplicationContext router;
    private static Instant start;
    private static Instant added;
    private static Instant removed;
    private static Instant end;

    @BeforeAll
    static void moveHalfOfTheTargets(Servers servers) throws Exception {
        publish("truth", 0, TARGETS, ", \"cluster\": \"eu\"");
        publish("p0", 0, LAST_MOVED, "");
        publish("p1", LAST_MOVED, TARGETS, "");
        truth = servers.prometheus(configuration("truth", ""));
        PrometheusServer p0 =
                servers.prometheus(configuration("p0", ", external_labels: {cluster: eu, collector: p0}"));
        PrometheusServer p1 =
                servers.prometheus(configuration("p1", ", external_labels: {cluster: eu, collector: p1}"));
        router = new SpringApplication(QueryRouterApplication.class)
                .run(
                        "--query-router.groups.eu.p0=" + p0.address(),
                        "--query-router.groups.eu.p1=" + p1.address(),
                        "--query-router.sharders=" + MOVES.address(),
                        "--server.port=0",
                        "--server.address=127.0.0.1");
        awaitUp(truth.url(), TARGETS);
        awaitUp(p0.url(), LAST_MOVED);
        awaitUp(p1.url(), TARGETS - LAST_MOVED);
        awaitLater(Instant.now().plus(LONGEST_RANGE));
        start = Instant.now();
        awaitLater(start.plusSeconds(8));

        added = Instant.now();
        MOVES.tell(FIRST_MOVED, LAST_MOVED, added, List.of(), List.of());
        publish("p1", FIRST_MOVED, TARGETS, "");
        awaitUp(p1.url(), TARGETS - FIRST_MOVED);
        Instant scraped = Instant.now();
        MOVES.tell(FIRST_MOVED, LAST_MOVED, added, List.of(scraped), List.of());
        awaitLater(scraped.plus(INTERVAL));
        publish("p0", 0, FIRST_MOVED, "");
        awaitUp(p0.url(), FIRST_MOVED);
        removed = Instant.now();
        MOVES.tell(FIRST_MOVED, LAST_MOVED, added, List.of(scraped), List.of(removed));
        awaitLater(removed.plusSeconds(14));
        end = Instant.now().minus(INTERVAL);
    }

    @AfterAll
    static void stop() {
        if (router != null) {
            router.close();
        }
        TARGETS_SERVER.close();
        MOVES.close();
    }

    private static String configuration(String name, String external) {
        return """
                global: {scrape_interval: %ds, scrape_timeout: %ds%s}
                scrape_configs:
                - job_name: small
                  file_sd_configs: [{files: ["%s/published/%s.json"]}]
                """.formatted(INTERVAL.toSeconds(), INTERVAL.toSeconds(), external, files, name);
    }

    /** Written aside first: who reads sees one or the other. */
    private static void publish(String name, int from, int to, String labels) throws IOException {
        Files.createDirectories(files.resolve("published"));
        Path aside = Files.writeString(files.resolve(name), TARGETS_SERVER.groups(from, to, labels));
        Files.move(
                aside,
                files.resolve("published").resolve(name + ".json"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static void awaitUp(URI server, int count) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            look();
            return ask(server, "/api/v1/query?query=sum(up)")
                    .at("/data/result/0/value/1")
                    .asString("")
                    .equals(Integer.toString(count));
        });
    }

    private static void awaitLater(Instant time) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    look();
                    return Instant.now().isAfter(time);
                });
    }

    /** What a dashboard would show while all that happens. */
    private static void look() throws Exception {
        if (start != null) {
            String count = ask(routerUrl(), "/api/v1/query?query=count(up)")
                    .at("/data/result/0/value/1")
                    .asString("");
            SEEN_LIVE.add(count.isEmpty() ? 0 : Double.parseDouble(count));
        }
    }

    private static URI routerUrl() {
        return URI.create("http://127.0.0.1:" + router.getEnvironment().getProperty("local.server.port"));
    }

    private static JsonNode ask(URI server, String path) throws Exception {
        return JSON.readTree(send(server, path).body());
    }

    private static HttpResponse<String> send(URI server, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path))
                .header("X-Query-Plan", "1")
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    /** Values by series and time. */
    private static Map<String, Double> range(URI server, String query) throws Exception {
        JsonNode answer = ask(
                server,
                "/api/v1/query_range?start=" + start.getEpochSecond() + "&end=" + end.getEpochSecond()
                        + "&step=1&query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        assertThat(answer.path("status").asString("")).as(answer.toString()).isEqualTo("success");
        Map<String, Double> values = new TreeMap<>();
        for (JsonNode series : answer.at("/data/result")) {
            series.path("values")
                    .forEach(point -> values.put(
                            series.path("metric") + " " + point.path(0).asLong(),
                            Double.parseDouble(point.path(1).asString())));
        }
        return values;
    }

    /** The new collector's first scrapes, and the old one's last, are an interval around these times. */
    private static boolean isAtTheMove(String seriesAndTime) {
        Instant time =
                Instant.ofEpochSecond(Long.parseLong(seriesAndTime.substring(seriesAndTime.lastIndexOf(' ') + 1)));
        return time.isAfter(added.minus(INTERVAL)) && time.isBefore(removed.plus(INTERVAL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "count(up)",
                "sum by (job) (rate(y_total[10s]))",
                "absent(x{instance=\"t70\"})",
                "absent(x{instance=\"t999\"})",
                "topk(5, x)",
                "avg_over_time(x[10s])",
                "max_over_time(sum(x)[10s:1s])",
                "sum(count_over_time(x[10s])) / 5",
                "count(x) + count(x offset 5s)",
                "up == 0"
            })
    void isWhatOneServerSees(String query) throws Exception {
        Map<String, Double> want = range(truth.url(), query);
        Map<String, Double> have = range(routerUrl(), query);
        List<String> differences = new ArrayList<>();
        want.forEach((at, value) -> {
            double got = have.getOrDefault(at, Double.NaN);
            boolean close = Math.abs(got - value) <= tolerance(query) * Math.abs(value);
            boolean doubled = got > 1.5 * value;
            if (doubled || (!close && !isAtTheMove(at))) {
                differences.add(at + " is " + got + ", not " + value);
            }
        });
        have.keySet().stream()
                .filter(at -> !want.containsKey(at) && !isAtTheMove(at))
                .forEach(at -> differences.add(at + " is too much"));

        System.out.println(">>> " + query + ": " + want.size() + " values, " + differences.size() + " differ");
        assertThat(differences).isEmpty();
    }

    /** Scrapes of two servers are at different times, so that counters differ, and ends of windows. */
    private static double tolerance(String query) {
        return query.contains("rate") || query.contains("count_over_time") ? 0.05 : 0;
    }

    @ParameterizedTest
    @ValueSource(strings = {"sum(x)", "count(up)"})
    void readsSamplesThen(String query) throws Exception {
        String plan = send(
                        routerUrl(),
                        "/api/v1/query?time=" + added.plusSeconds(1).getEpochSecond() + "&query=" + query)
                .headers()
                .firstValue("X-Query-Plan")
                .orElse("");

        assertThat(plan).startsWith("evaluate(targets that move between shards; read(eu/p0: ");
    }

    /** The clocks of this one machine may be five seconds apart. */
    @ParameterizedTest
    @ValueSource(strings = {"count(up)", "sum(x)"})
    void isLeftToTheCollectorsWhereNothingMoves(String query) throws Exception {
        String path = "/api/v1/query?time=" + start.getEpochSecond() + "&query=" + query;
        HttpResponse<String> answer = send(routerUrl(), path);

        assertThat(answer.headers().firstValue("X-Query-Plan").orElse(""))
                .contains("eu/p0: ")
                .doesNotContain("read(");
        assertThat(JSON.readTree(answer.body()).at("/data/result/0/value/1"))
                .isEqualTo(ask(truth.url(), path).at("/data/result/0/value/1"));
    }

    @ParameterizedTest
    @ValueSource(strings = "count(up)")
    void wasNeverDoubledForWhoLookedOn(String query) {
        System.out.println(">>> " + query + " while targets moved: " + SEEN_LIVE);
        assertThat(SEEN_LIVE).hasSizeGreaterThan(20).allMatch(count -> count == TARGETS);
    }
}
