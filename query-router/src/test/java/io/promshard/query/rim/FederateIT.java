package io.promshard.query.rim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.query.topology.FeatureLabel;
import io.promshard.query.topology.Shard;
import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.Servers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two Prometheus servers federated through the router: one adds its value to its page itself, the other does not. */
@RealServers
class FederateIT {

    private static final String UP = "/federate?match[]=up";

    private static PrometheusServer a;
    private static PrometheusServer b;
    private static Router router;

    @BeforeAll
    static void start(Servers servers) {
        a = servers.prometheus(configuration("{zone: z, cluster: a}"));
        b = servers.prometheus(configuration("{zone: z}"));
        router = Router.over(
                Router.external("a", a),
                Router.external("b", b),
                new Shard("dead", new FeatureLabel.External("dead"), List.of()));
        await().atMost(Duration.ofSeconds(30)).until(() -> samples(a) == 1 && samples(b) == 1);
    }

    @AfterAll
    static void stop() {
        router.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {cluster="a"}      | up{job="x",zone="z",cluster="a"}
            {cluster="b"}      | up{job="x",zone="z",cluster="b"}
            """)
    void aSampleHasTheFeatureLabelOnce(String matchers, String series) throws IOException {
        assertThat(lines(get(router.port(), UP + matchers))).hasSize(2).first().isEqualTo("# TYPE up untyped");
        assertThat(sorted(lines(get(router.port(), UP + matchers)).get(1))).isEqualTo(sorted(series + " "));
    }

    @Test
    void shardsShareAFamily() throws IOException {
        RawAnswer answer = get(router.port(), UP + "{cluster=~\"a|b\"}&match[]=scrape_duration_seconds{cluster=\"a\"}");

        assertThat(answer.header("Content-Type")).startsWith("text/plain;version=0.0.4;");
        assertThat(lines(answer).stream().map(line -> line.replaceFirst("\\{.*", "")))
                .containsExactly(
                        "# TYPE scrape_duration_seconds untyped",
                        "scrape_duration_seconds",
                        "# TYPE up untyped",
                        "up",
                        "up");
    }

    @Test
    void withoutAllShardsThereIsNoPageButForWhoAsks() throws IOException {
        RawAnswer whole = get(router.port(), UP);
        RawAnswer part = get(router.port(), UP + "&partial_response=1");

        assertThat(whole.status()).isEqualTo(503);
        assertThat(whole.body()).startsWith("shard \"dead\" failed: ").endsWith("\n");
        assertThat(part.status()).isEqualTo(200);
        assertThat(part.header("X-Partial-Response")).isEqualTo("dead");
        assertThat(lines(part)).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                  | 200 | ''
            ?match[]=up{        | 400 | 1:4: parse error: unexpected end of input inside braces
            ?match[]=nosuch{cluster="a"}     | 200 | ''
            """)
    void oddPagesAreThoseOfAPrometheus(String query, int status, String body) throws IOException {
        RawAnswer expected = get(a.url().getPort(), "/federate" + query);
        RawAnswer actual = get(router.port(), "/federate" + query);

        assertThat(expected.status()).isEqualTo(status);
        assertThat(expected.body().strip()).isEqualTo(body);
        assertThat(actual.status()).isEqualTo(status);
        assertThat(actual.body().strip()).isEqualTo(body);
    }

    /** The label's place differs; its values do not, nor do the others. */
    private static List<String> sorted(String line) {
        String labels = line.substring(line.indexOf('{') + 1, line.indexOf('}'));
        return List.of(labels.split(",")).stream()
                .filter(label -> !label.startsWith("instance"))
                .sorted()
                .toList();
    }

    private static List<String> lines(RawAnswer answer) {
        return answer.body().lines().toList();
    }

    private static long samples(PrometheusServer server) throws IOException {
        return get(server.url().getPort(), UP)
                .body()
                .lines()
                .filter(line -> line.startsWith("up{"))
                .count();
    }

    private static RawAnswer get(int port, String target) throws IOException {
        try (RawClient client = new RawClient(port)) {
            return client.get(target);
        }
    }

    private static String configuration(String labels) {
        return """
                global: {scrape_interval: 1s, external_labels: %s}
                scrape_configs:
                - job_name: x
                  static_configs: [{targets: ['127.0.0.1:1']}]
                """.formatted(labels);
    }
}
