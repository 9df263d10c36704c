package io.promshard.query.rim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.Servers;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The requests of Grafana's Prometheus data source, as it sends them, to a router over two servers that differ in their external label.
 *
 * @see <a href="https://github.com/grafana/grafana-prometheus-datasource">the data source</a>
 */
@RealServers
class GrafanaContractIT {

    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final Path PROMTOOL =
            Path.of("..", ".servers", "bin", "promtool").toAbsolutePath();
    private static final String BOTH = "up{cluster=~\"a|b\"}";

    private static PrometheusServer b;
    private static Router router;

    @BeforeAll
    static void start(Servers servers, @TempDir Path directory) throws IOException {
        Path rules = Files.writeString(directory.resolve("rules.yml"), """
                groups:
                - name: g
                  rules:
                  - {record: 'job:up', expr: 'sum by (job) (up)', labels: {a.b: dotted}}
                  - {alert: Down, expr: 'up == 0'}
                """);
        PrometheusServer a = servers.prometheus(configuration("a", rules));
        b = servers.prometheus(configuration("b", rules));
        router = Router.configured("a=" + address(a), "b=" + address(b));
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                // At the start of this second: panels ask for whole seconds, which a first scrape may follow.
                .until(() -> at(get("/api/v1/query?query=up&time=" + thisSecond()), "$.data.result.length()")
                                .equals(2)
                        && at(get("/api/v1/rules"), "$.data.groups.length()").equals(2)
                        && at(get("/api/v1/query?query=job:up"), "$.data.result.length()")
                                .equals(2));
    }

    @AfterAll
    static void stop() {
        router.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void saveAndTestIsAnsweredAsByAPrometheus(String method) throws IOException {
        assertThat(ask(method, "/api/v1/query", "query=1%2B1&time=4").body())
                .isEqualTo("{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[4,\"2\"]}}");
    }

    @Test
    void theServerIsTakenForAPrometheusOfARecentVersion() throws IOException {
        RawAnswer info = get("/api/v1/status/buildinfo");

        assertThat(info.status()).isEqualTo(200);
        assertThat(at(info, "$.data.version").toString()).matches("[3-9]\\.\\d+\\.\\d+.*");
        assertThat(info.body()).doesNotContain("features");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void aRangePanelHasTheSeriesOfAllShards(String method) throws IOException {
        // Past now, so that the last point has what was scraped just now.
        long end = Instant.now().getEpochSecond() + 30;
        String form =
                "query=" + escaped("up{}") + "&start=" + (end - 60) + ".5&end=" + end + ".25&step=15.0&timeout=60s";
        RawAnswer answer = ask(method, "/api/v1/query_range", form, "X-Dashboard-Uid: d", "X-Grafana-Org-Id: 1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(at(answer, "$.data.resultType")).isEqualTo("matrix");
        assertThat(strings(answer, "$.data.result[*].metric.cluster")).containsExactly("a", "b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            up{cluster="a"}            | vector | a
            up                         | vector | a b
            sum by (cluster) (up)      | vector | a b
            up{cluster="b"}[1m]        | matrix | b
            """)
    void anInstantPanelHasTheShardsItAsksFor(String query, String type, String clusters) throws IOException {
        RawAnswer answer = post("/api/v1/query", "query=" + escaped(query) + "&time=" + thisSecond());

        assertThat(at(answer, "$.data.resultType")).isEqualTo(type);
        assertThat(strings(answer, "$.data.result[*].metric.cluster")).containsExactly(clusters.split(" "));
    }

    @Test
    void aStringIsAString() throws IOException {
        assertThat(at(post("/api/v1/query", "query=%22x%22&time=4"), "$.data.resultType"))
                .isEqualTo("string");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cluster   |                            | a b
            cluster   | up                         | a b
            cluster   | up{cluster="b"}            | b
            cluster   | nosuch                     | ''
            job       | up{cluster=~".+"}          | x
            __name__  | {__name__=~".*job:up.*"}   | job:up
            U__a_2e_b | job:up                     | dotted
            """)
    void labelValuesFillAVariable(String label, String match, String values) throws IOException {
        String matches = match == null ? "" : "&match[]=" + escaped(match);
        RawAnswer answer =
                get("/api/v1/label/" + label + "/values?start=" + start() + "&end=" + end() + "&limit=40000" + matches);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(strings(answer, "$.data[*]"))
                .containsExactlyElementsOf(values.isEmpty() ? List.of() : List.of(values.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void labelNamesHaveTheFeatureLabel(String method) throws IOException {
        String form = "start=" + start() + "&end=" + end() + "&limit=40000&match[]=" + escaped("{__name__=~\".*up.*\"}")
                + "&match[]=nosuch";

        assertThat(strings(ask(method, "/api/v1/labels", form), "$.data[*]"))
                .containsExactly("__name__", "a.b", "cluster", "instance", "job");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void anyOtherTextOfAVariableIsASeriesSelector(String method) throws IOException {
        String form = "match[]=" + escaped("{__name__=\"up\",cluster!=\"\"}") + "&start=" + start() + "&end=" + end();

        assertThat(strings(ask(method, "/api/v1/series", form), "$.data[*].cluster"))
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void theEditorStartsUp() throws IOException {
        long now = Instant.now().toEpochMilli();

        assertThat(get("/api/v1/query_exemplars?query=test&start=" + (now - 1_800_000) + "&end=" + now)
                        .body())
                .isEqualTo("{\"status\":\"success\",\"data\":[]}");
        assertThat(get("/api/v1/metadata?limit=40000").body()).isEqualTo("{\"status\":\"success\",\"data\":{}}");
        assertThat(strings(get("/api/v1/rules"), "$.data.groups[*].rules[*].name"))
                .contains("job:up", "Down");
        assertThat(strings(
                        get("/api/v1/label/__name__/values?limit=40000&start=" + start() + "&end=" + end()),
                        "$.data[*]"))
                .contains("up", "job:up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void exemplarsAreAnsweredInBothWays(String method) throws IOException {
        RawAnswer answer = ask(
                method, "/api/v1/query_exemplars", "query=" + escaped(BOTH) + "&start=" + start() + "&end=" + end());

        assertThat(answer.body()).isEqualTo("{\"status\":\"success\",\"data\":[]}");
    }

    @Test
    void theRulesPageHasTheAlertsOfAllShards() throws IOException {
        RawAnswer alerts = get("/api/v1/alerts");

        assertThat(alerts.status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> strings(get("/api/v1/alerts"), "$.data.alerts[*].labels.cluster")
                                .size()
                        == 2);
    }

    /** An alert must not go quiet because a shard did. */
    @Test
    void anAlertRuleGetsAllOrAnError() throws IOException {
        try (Router part = Router.configured("a=127.0.0.1:1", "b=" + address(b));
                RawClient client = part.client()) {
            RawAnswer panel = client.get("/api/v1/query?query=up");
            RawAnswer alert = client.get("/api/v1/query?query=up", "FromAlert: true", "X-Rule-Uid: r");

            assertThat(panel.status()).isEqualTo(200);
            assertThat(strings(panel, "$.warnings[*]"))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("\"a\"")
                    .contains("partial");
            assertThat(alert.status()).isEqualTo(503);
            assertThat(at(alert, "$.status")).isEqualTo("error");
            assertThat(alert.body()).doesNotContain("127.0.0.1");
        }
    }

    /** The browser asks again by GET after a 405 or 400. */
    @Test
    void whatHasNoPostSaysSo() throws IOException {
        assertThat(post("/api/v1/label/job/values", "").status()).isEqualTo(405);
        assertThat(post("/api/v1/metadata", "").status()).isEqualTo(405);
    }

    @Test
    void unknownParametersAreIgnored() throws IOException {
        assertThat(get("/api/v1/query?query=1&time=4&dedup=true&max_source_resolution=5m")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            query instant --time=4 %s 1+1                                  | scalar: 2 @[4]
            query instant %s up{cluster="b"}                               | up{cluster="b", instance="127.0.0.1:1", job="x"} => 0 @
            query instant %s sum(up)                                       | {} => 0 @
            query series --match=up{cluster="b"} %s                        | cluster="b"
            query labels %s cluster                                        | b
            query range --step=15s %s up{cluster="a"}                      | up{cluster="a", instance="127.0.0.1:1", job="x"} =>
            """)
    void promtoolUnderstandsTheAnswers(String command, String printed) throws Exception {
        assumeThat(PROMTOOL).isExecutable();
        List<String> words = Stream.concat(
                        Stream.of(PROMTOOL.toString()),
                        Stream.of(command.formatted(router.url()).split(" ")))
                .toList();
        Process promtool = new ProcessBuilder(words).redirectErrorStream(true).start();

        String output = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(output).contains(printed);
        assertThat(promtool.waitFor()).isZero();
    }

    private static String thisSecond() {
        return Instant.now().getEpochSecond() + ".123";
    }

    private static long start() {
        return Instant.now().getEpochSecond() - 3600;
    }

    private static long end() {
        return Instant.now().getEpochSecond() + 60;
    }

    private static RawAnswer get(String target) throws IOException {
        try (RawClient client = router.client()) {
            return client.get(target);
        }
    }

    private static RawAnswer post(String path, String form, String... headers) throws IOException {
        String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        try (RawClient client = router.client()) {
            return client.send("POST %s HTTP/1.1\r\nHost: x\r\n%s%s\r\nContent-Length: %d\r\n\r\n%s"
                            .formatted(path, lines, FORM, form.length(), form))
                    .read();
        }
    }

    private static RawAnswer ask(String method, String path, String form, String... headers) throws IOException {
        return method.equals("POST") ? post(path, form, headers) : get(path + "?" + form);
    }

    private static Object at(RawAnswer answer, String path) {
        return JsonPath.parse(answer.body()).read(path);
    }

    private static List<String> strings(RawAnswer answer, String path) {
        return JsonPath.parse(answer.body()).read(path);
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String address(PrometheusServer server) {
        return "127.0.0.1:" + server.url().getPort();
    }

    private static String configuration(String cluster, Path rules) {
        return """
                global: {scrape_interval: 1s, evaluation_interval: 1s, external_labels: {cluster: %s}}
                rule_files: ['%s']
                scrape_configs:
                - job_name: x
                  static_configs: [{targets: ['127.0.0.1:1']}]
                """.formatted(cluster, rules);
    }
}
