package io.promshard.query.tenancy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.promshard.query.QueryRouterApplication;
import io.promshard.query.model.LabelMatcher;
import io.promshard.query.model.MatchOp;
import io.promshard.query.remote.ReadQuery;
import io.promshard.query.remote.ReadRequest;
import io.promshard.query.remote.ReadRequestCodec;
import io.promshard.query.remote.ResponseType;
import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.ServerKind;
import io.promshard.shard.servers.Servers;
import io.promshard.shard.servers.Start;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Two teams whose series are on both of two shards, and what each endpoint shows of them to one of the teams. All that is the other's has
 * {@code of_b} in it: names, labels, values, exemplars, rules, alerts and targets. Who sees all sees it, so that a test cannot pass
 * because there was nothing to see.
 */
@Timeout(180)
@RealServers(ServerKind.PROMETHEUS)
class TenantsIT {

    private static final String TRUSTED = "127.0.0.2";
    private static HttpServer targets;
    private static ConfigurableApplicationContext router;
    private static HttpClient proxy;

    @BeforeAll
    static void start(Servers servers, @TempDir Path folder) throws IOException {
        targets = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        targets.createContext("/", exchange -> {
            String team = exchange.getRequestURI().getPath().substring(1);
            byte[] page = page(team).getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/openmetrics-text; version=1.0.0");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        targets.start();
        String rules = Files.writeString(folder.resolve("rules.yml"), rules()).toString();
        router = new SpringApplicationBuilder(QueryRouterApplication.class)
                .run(
                        "--server.port=0",
                        "--server.address=0.0.0.0",
                        "--query-router.shards.one=" + shard(servers, "one", rules),
                        "--query-router.shards.two=" + shard(servers, "two", rules),
                        "--query-router.tenancy.source=header",
                        "--query-router.tenancy.trusted-proxies=" + TRUSTED + "/32",
                        "--query-router.tenancy.tenants.a={team=\"a\"}",
                        "--query-router.tenancy.tenants.b={team=\"b\"}",
                        "--query-router.tenancy.tenants.first={cluster=\"one\"}",
                        "--query-router.tenancy.unrestricted=ops");
        proxy = HttpClient.newBuilder()
                .localAddress(InetAddress.getByName(TRUSTED))
                .build();
        awaitData();
    }

    private static String page(String team) {
        return """
            # HELP only_of_%1$s said of of_%1$s
            # TYPE only_of_%1$s gauge
            only_of_%1$s{key_of_%1$s="value_of_%1$s"} 1
            # HELP requests A counter.
            # TYPE requests counter
            requests_total{owner="owner_of_%1$s"} 5 # {trace_id="trace_of_%1$s"} 1.0
            # EOF
            """.formatted(team);
    }

    private static String shard(Servers servers, String cluster, String rules) {
        PrometheusServer server = servers.prometheus(
                """
                global: {scrape_interval: 1s, evaluation_interval: 1s, external_labels: {cluster: %s}}
                rule_files: ['%s']
                scrape_configs:
                - job_name: x
                  static_configs: [{targets: ['%3$s'], labels: {__metrics_path__: /a, team: a}}]
                - job_name: y
                  static_configs: [{targets: ['%3$s'], labels: {__metrics_path__: /b, team: b, pool: pool_of_b}}]
                - job_name: dropped_of_b
                  static_configs: [{targets: ['%3$s'], labels: {team: a}}]
                  relabel_configs: [{action: drop, regex: a, source_labels: [team]}]
                """.formatted(
                        cluster, rules, "127.0.0.1:" + targets.getAddress().getPort()),
                Start.PLAIN.with("--enable-feature=exemplar-storage"));
        return "127.0.0.1:" + server.port();
    }

    private static String rules() {
        String group = """
            - name: group_of_%1$s
              rules:
              - {record: 'rec_of_%1$s', expr: 'sum by (team) (only_of_%1$s)', labels: {team: %1$s}}
              - {alert: 'alert_of_%1$s', expr: 'only_of_%1$s > 0', labels: {team: %1$s}}
            """;
        String mixed = """
            - name: mixed
              rules:
              - {alert: each_of_ours, expr: 'up > 0', labels: {severity: page}}
              - {record: nobodys_of_b, expr: 'sum(only_of_b)'}
            """;
        return "groups:\n" + group.formatted("a") + group.formatted("b") + mixed;
    }

    private static void awaitData() {
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> {
            for (String team : List.of("a", "b")) {
                assertThat(as("ops", "/api/v1/query?query=count(rec_of_" + team + ")")
                                .body())
                        .contains("\"2\"");
                assertThat(as("ops", "/api/v1/query?query=ALERTS").body()).contains("alert_of_" + team);
                assertThat(as("ops", "/api/v1/query_exemplars?query=requests_total&start=0&end=" + later())
                                .body())
                        .contains("trace_of_" + team);
            }
        });
    }

    @AfterAll
    static void stop() {
        proxy.close();
        router.close();
        targets.stop(0);
    }

    private static long later() {
        return Instant.now().getEpochSecond() + 60;
    }

    private static HttpRequest.Builder request(String tenant, String path) {
        int port = Objects.requireNonNull(((WebServerApplicationContext) router).getWebServer())
                .getPort();
        String target = path.replace("NOW", Long.toString(later()))
                .replace("AGO", Long.toString(later() - 300))
                .replace("\"", "%22")
                .replace("{", "%7B")
                .replace("}", "%7D")
                .replace(">", "%3E");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target));
        return tenant.isEmpty() ? request : request.header("X-Scope-OrgID", tenant);
    }

    private static HttpResponse<String> as(String tenant, String path) throws IOException, InterruptedException {
        return proxy.send(request(tenant, path).build(), BodyHandlers.ofString(ISO_8859_1));
    }

    private static HttpResponse<String> posted(String tenant, String path) throws IOException, InterruptedException {
        String[] parts = path.split("\\?", 2);
        String form = request(tenant, path).build().uri().getRawQuery();
        return proxy.send(
                request(tenant, parts[0])
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form == null ? "" : form))
                        .build(),
                BodyHandlers.ofString(ISO_8859_1));
    }

    /** Each endpoint that leaves data, asked for as much as it has. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        GET  | /api/v1/query?query={__name__=~".%2B"}
        POST | /api/v1/query?query={__name__=~".%2B"}
        GET  | /api/v1/query?query={team=~".%2B"}
        GET  | /api/v1/query?query={team="b"} or {team!="c",owner!=""}
        GET  | /api/v1/query?query=only_of_a or only_of_b
        GET  | /api/v1/query?query=sum by (owner) (requests_total)
        GET  | /api/v1/query?query=topk(1,requests_total{owner=~".*b"}) or requests_total
        GET  | /api/v1/query?query=count_values("x",only_of_b) or label_replace(only_of_b,"team","a","","") or only_of_a
        GET  | /api/v1/query?query=requests_total[1m]
        GET  | /api/v1/query?query=max_over_time(requests_total[1m:1s])
        GET  | /api/v1/query_range?query=requests_total&start=AGO&end=NOW&step=10
        POST | /api/v1/query_range?query=requests_total&start=AGO&end=NOW&step=10
        GET  | /api/v1/query_exemplars?query=requests_total&start=AGO&end=NOW
        POST | /api/v1/query_exemplars?query=requests_total&start=AGO&end=NOW
        GET  | /api/v1/series?match[]={__name__=~".%2B"}
        POST | /api/v1/series?match[]=only_of_a&match[]=only_of_b
        GET  | /api/v1/labels
        POST | /api/v1/labels
        GET  | /api/v1/labels?match[]={team=~".%2B"}&start=AGO&end=NOW
        GET  | /api/v1/label/owner/values
        GET  | /api/v1/label/__name__/values
        GET  | /api/v1/label/U__owner/values?match[]={__name__=~".%2B"}
        GET  | /federate?match[]={__name__=~".%2B"}
        GET  | /federate?match[]=only_of_b&match[]=only_of_a
        GET  | /api/v1/rules
        GET  | /api/v1/rules?type=alert
        GET  | /api/v1/alerts
        GET  | /api/v1/targets
        GET  | /api/v1/targets?state=any
        GET  | /api/v1/targets/metadata
        """)
    void showsATeamWhatIsItsOwn(String method, String path) throws Exception {
        String target =
                path.replace(" ", "%20").replace("[", "%5B").replace("]", "%5D").replace("|", "%7C");
        HttpResponse<String> all = method.equals("GET") ? as("ops", target) : posted("ops", target);
        HttpResponse<String> own = method.equals("GET") ? as("a", target) : posted("a", target);

        assertThat(all.statusCode()).as(all.body()).isEqualTo(200);
        assertThat(all.body()).contains("of_b");
        assertThat(own.statusCode()).as(own.body()).isEqualTo(200);
        assertThat(own.body()).doesNotContain("of_b").doesNotContain("\"team\":\"b\"");
        assertThat(own.body()).containsAnyOf("of_a", "\"team\":\"a\"", "team=\"a\"");
    }

    @Test
    void showsATeamItsOwnOfARemoteRead() throws Exception {
        assertThat(read("ops", "owner", MatchOp.REGEX, ".+")).contains("owner_of_a", "owner_of_b");
        assertThat(read("a", "owner", MatchOp.REGEX, ".+"))
                .contains("owner_of_a")
                .doesNotContain("of_b");
        assertThat(read("a", "team", MatchOp.EQUAL, "b")).doesNotContain("of_b", "of_a");
    }

    private static String read(String tenant, String label, MatchOp op, String value) throws Exception {
        ReadQuery query = new ReadQuery(
                (later() - 300) * 1000, later() * 1000, List.of(new LabelMatcher(label, op, value)), Optional.empty());
        byte[] body = ReadRequestCodec.encode(new ReadRequest(List.of(query), ResponseType.STREAMED_XOR_CHUNKS));
        HttpResponse<String> answer = proxy.send(
                request(tenant, "/api/v1/read")
                        .header("Content-Type", "application/x-protobuf")
                        .header("Content-Encoding", "snappy")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString(ISO_8859_1));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /api/v1/query?query=only_of_b                                                     | "result":[]
        /api/v1/query?query=requests_total{team="b"}                                      | "result":[]
        /api/v1/query_range?query=only_of_b&start=AGO&end=NOW&step=10                     | "result":[]
        /api/v1/series?match%5B%5D=only_of_b                                              | "data":[]
        /api/v1/labels?match%5B%5D=only_of_b                                              | "data":[]
        /api/v1/label/owner/values?match%5B%5D={team="b"}                                 | "data":[]
        /api/v1/query_exemplars?query=requests_total{team="b"}&start=AGO&end=NOW          | "data":[]
        """)
    void showsNothingToWhoAsksForAnothers(String path, String nothing) throws Exception {
        HttpResponse<String> answer = as("a", path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(nothing);
    }

    /** The query's own text may name what it cannot see, so it is the plan that is looked at. */
    @Test
    void explainsTheQueryThatIsAsked() throws Exception {
        String path = "/api/v1/query_explain?query=sum(requests_total)&run=1&format=text";

        assertThat(as("ops", path).body()).contains("requests_total").doesNotContain("team=");
        assertThat(as("a", path).body()).contains("requests_total{team=\"a\"}");
        assertThat(posted("a", path).body()).contains("requests_total{team=\"a\"}");
    }

    /** A tenant may be a shard as well: the feature label is a label. */
    @Test
    void knowsATenantByTheFeatureLabel() throws Exception {
        assertThat(as("first", "/api/v1/query?query=count%20by%20(cluster)%20(up)")
                        .body())
                .contains("\"cluster\":\"one\"")
                .doesNotContain("two");
        assertThat(as("first", "/api/v1/label/cluster/values").body()).contains("\"data\":[\"one\"]");
        assertThat(as("first", "/api/v1/alerts").body()).contains("alert_of_b").doesNotContain("two");
        assertThat(as("first", "/api/v1/rules").body()).contains("nobodys_of_b").doesNotContain("two");
        assertThat(as("first", "/api/v1/targets").body()).contains("of_b").doesNotContain("\"cluster\":\"two\"");
    }

    /** An alert of a rule that is nobody's may be somebody's; a rule is whose label it has. */
    @Test
    void showsAlertsByTheirOwnLabels() throws Exception {
        assertThat(as("a", "/api/v1/alerts").body()).contains("each_of_ours", "\"team\":\"a\"");
        assertThat(as("a", "/api/v1/rules").body()).doesNotContain("each_of_ours", "mixed");
    }

    @Test
    void answersAtTheSameTimeToEachHisOwn() throws Exception {
        String path =
                "/api/v1/query?query=count%20by%20(team)%20(requests_total)&time=NOW".replace("NOW", "" + later());
        var a = proxy.sendAsync(request("a", path).build(), BodyHandlers.ofString());
        var b = proxy.sendAsync(request("b", path).build(), BodyHandlers.ofString());

        assertThat(a.get().body()).contains("\"team\":\"a\"").doesNotContain("\"team\":\"b\"");
        assertThat(b.get().body()).contains("\"team\":\"b\"").doesNotContain("\"team\":\"a\"");
    }

    @ParameterizedTest
    @CsvSource({"nobody", "''", "A", "'a,b'"})
    void givesNothingToWhoIsNoTenant(String name) throws Exception {
        HttpResponse<String> answer = as(name, "/api/v1/query?query=up");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .isEqualTo("{\"status\":\"error\",\"errorType\":\"forbidden\",\"error\":\"no tenant is known of this"
                        + " request\"}");
    }

    @Test
    void doesNotTrustAHeaderOfAnybody() throws Exception {
        try (HttpClient anybody = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    anybody.send(request("ops", "/api/v1/query?query=up").build(), BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).doesNotContain("of_b");
        }
    }

    @Test
    void takesNoTenantOfTwo() throws Exception {
        HttpResponse<String> answer = proxy.send(
                request("a", "/api/v1/query?query=up")
                        .header("X-Scope-OrgID", "ops")
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/metadata",
        "/api/v1/status/config",
        "/actuator/prometheus",
        "/actuator/health",
        "/api/v1/query/",
        "/api/v1//query?query=up",
        "/api/v1/%71uery?query=up",
        "/api/v1/query;a=b?query=up",
        "/api/v1/label/x;y/values",
    })
    void refusesWhatCannotBeKeptToATenant(String path) throws Exception {
        HttpResponse<String> answer = as("a", path);

        assertThat(answer.statusCode()).isIn(400, 403);
        assertThat(answer.body()).doesNotContain("of_b", "of_a");
    }

    @Test
    void isThereForItsChecks() throws Exception {
        assertThat(as("", "/-/ready").statusCode()).isEqualTo(200);
        assertThat(as("", "/-/healthy").statusCode()).isEqualTo(200);
    }
}
