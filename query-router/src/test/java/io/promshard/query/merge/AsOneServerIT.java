package io.promshard.query.merge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.promshard.query.wire.Annotations;
import io.promshard.query.wire.Answer;
import io.promshard.query.wire.AnswerScanner;
import io.promshard.query.wire.AnswerShape;
import io.promshard.query.wire.Existing;
import io.promshard.query.wire.JsonSlices;
import io.promshard.query.wire.LabelInserter;
import io.promshard.query.wire.QueryData;
import io.promshard.query.wire.ResultType;
import io.promshard.query.wire.Slice;
import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.Servers;
import io.promshard.shard.servers.Start;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The oracle is a Prometheus that holds the same series twice, as {@code cluster="a"} and as {@code "b"}. The shard holds them
 * once and without the label; merged or copied, its answers have to be the oracle's to the byte.
 */
@RealServers
class AsOneServerIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final List<String> VALUES =
            List.of("", "<b>&", "\\\"q\\\"", "\\\\", "\\n", "a\u2028b", "\u0001\t\r\u007f", "é😀", "]}");

    private static Instant now;
    private static HttpServer target;
    private static PrometheusServer oracle;
    private static PrometheusServer shard;

    @BeforeAll
    static void scrape(Servers servers) throws IOException {
        now = Instant.now().truncatedTo(SECONDS);
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] metrics = metrics().getBytes(UTF_8);
        target.createContext("/metrics", exchange -> {
            exchange.getResponseHeaders()
                    .set("Content-Type", "application/openmetrics-text; version=1.0.0; charset=utf-8");
            exchange.sendResponseHeaders(200, metrics.length);
            exchange.getResponseBody().write(metrics);
            exchange.close();
        });
        target.start();
        oracle = servers.prometheus(configuration(", cluster: a", ", cluster: b"), exemplars());
        shard = servers.prometheus(configuration(""), exemplars());
        await().atMost(Duration.ofSeconds(30)).until(() -> hasAll(oracle, 2) && hasAll(shard, 1));
    }

    @AfterAll
    static void stop() {
        target.stop(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "odd_total{%s}",
                "{__name__=~\"odd.*\",%s}",
                "odd_total{%s}[1h]",
                "sum by (cluster, Zed) (odd_total{%s})",
                "label_replace(odd_total{%s}, \"dzz\\u2028\", \"<\\x01\\xff\\\"\\\\>\", \"\", \"\")",
                "{__name__=\"no.such\",%s}",
            })
    void queriesOfOneShardAreCopied(String query) throws IOException {
        String path = "/api/v1/query?time=" + now.getEpochSecond() + "&query=";

        assertThat(copied(get(shard, path + escaped(query.formatted(""))), AnswerShape.QUERY))
                .isEqualTo(get(oracle, path + escaped(query.formatted("cluster=\"a\""))));
    }

    @Test
    void rangeQueriesOfOneShardAreCopied() throws IOException {
        assertThat(copied(get(shard, range("odd_total")), AnswerShape.QUERY))
                .isEqualTo(get(oracle, range("odd_total{cluster=\"a\"}")));
    }

    @Test
    void listsOfSeriesAreCopied() throws IOException {
        assertThat(copied(get(shard, "/api/v1/series?match[]=odd_total"), AnswerShape.SERIES))
                .isEqualTo(get(oracle, "/api/v1/series?match[]=" + escaped("odd_total{cluster=\"a\"}")));
    }

    @Test
    void exemplarsAreCopied() throws IOException {
        String answer = get(oracle, exemplars("odd_total{cluster=\"a\"}"));

        assertThat(answer).contains("<trace>");
        assertThat(copied(get(shard, exemplars("odd_total")), AnswerShape.EXEMPLARS))
                .isEqualTo(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1+1", "\"<metric>\""})
    void scalarsAndStringsAreCopied(String query) throws IOException {
        String path = "/api/v1/query?time=4&query=" + escaped(query);

        assertThat(copied(get(shard, path), AnswerShape.QUERY)).isEqualTo(get(oracle, path));
    }

    @ParameterizedTest
    @CsvSource({"0", "3", "100"})
    void rangeQueriesOfTwoShardsAreMerged(int limit) throws Exception {
        Answer.Success<QueryData> answer = (Answer.Success<QueryData>)
                AnswerScanner.query(get(shard, range("odd_total")).getBytes(ISO_8859_1));
        var data = new Answer.Success<>((QueryData.Series) answer.data(), answer.annotations());

        assertThat(merged(SeriesUnion.of(
                        ResultType.MATRIX, List.of(Parts.part("b", data), Parts.part("a", data)), new Limit(limit))))
                .isEqualTo(get(oracle, range("odd_total") + "&limit=" + limit));
    }

    @Test
    void listsOfTwoShardsAreMerged() throws IOException {
        String path = "/api/v1/series?match[]=odd_total&match[]=odd_created";
        Answer<List<Slice>> answer = AnswerScanner.elements(get(shard, path).getBytes(ISO_8859_1));

        assertThat(merged(SeriesListUnion.of(List.of(Parts.part("a", answer), Parts.part("b", answer)), Limit.NONE)))
                .isEqualTo(get(oracle, path));
    }

    @Test
    void exemplarsOfTwoShardsAreMerged() throws IOException {
        Answer<List<Slice>> answer =
                AnswerScanner.elements(get(shard, exemplars("odd_total")).getBytes(ISO_8859_1));

        assertThat(merged(ExemplarUnion.of(List.of(Parts.part("b", answer), Parts.part("a", answer)))))
                .isEqualTo(get(oracle, exemplars("odd_total")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/label/v/values", "/api/v1/label/Zed/values"})
    void stringsOfTwoShardsAreMerged(String path) throws IOException {
        Answer<List<Slice>> answer = AnswerScanner.strings(get(shard, path).getBytes(ISO_8859_1));

        assertThat(merged(StringUnion.of(List.of(Parts.part("a", answer), Parts.part("b", answer)), Limit.NONE)))
                .isEqualTo(get(oracle, path));
    }

    /** No label to put in and nobody to merge with: a union reads all of a real answer and writes it as it was. */
    @Test
    void answersOfOneServerComeOutAsTheyWent() throws IOException {
        assertUnchanged("/api/v1/targets", parts -> TargetsUnion.of(parts, Shown.ALL));
        assertUnchanged("/api/v1/alerts", parts -> AlertsUnion.of(parts, Shown.ALL));
        assertUnchanged("/api/v1/metadata", parts -> MetadataUnion.of(parts, OptionalInt.empty(), OptionalInt.empty()));
        assertUnchanged("/api/v1/targets/metadata", parts -> {
            Part<Slice> part = parts.getFirst();
            List<Slice> entries = JsonSlices.elements(part.data());
            return TargetMetadataUnion.of(
                    List.of(new Part<>(part.shard(), new Answer.Success<>(entries, Annotations.NONE), part.label())),
                    OptionalInt.empty(),
                    Shown.ALL);
        });
    }

    private static void assertUnchanged(String path, Union union) throws IOException {
        String answer = get(oracle, path);
        var success = (Answer.Success<Slice>) AnswerScanner.raw(answer.getBytes(ISO_8859_1));

        assertThat(answer).contains("\"data\":");
        assertThat(merged(union.of(List.of(new Part<>("a", success, Optional.empty())))))
                .isEqualTo(answer);
    }

    private interface Union {
        MergedAnswer of(List<Part<Slice>> parts) throws IOException;
    }

    private static String range(String query) {
        return "/api/v1/query_range?start=" + now.minusSeconds(60).getEpochSecond() + "&end="
                + now.plusSeconds(60).getEpochSecond() + "&step=15.5&query=" + escaped(query);
    }

    private static String exemplars(String query) {
        return "/api/v1/query_exemplars?start=" + now.minusSeconds(3600).getEpochSecond() + "&end="
                + now.plusSeconds(3600).getEpochSecond() + "&query=" + escaped(query);
    }

    private static Start exemplars() {
        return Start.PLAIN.with("--enable-feature=exemplar-storage");
    }

    private static String copied(String answer, AnswerShape shape) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new LabelInserter("cluster", "a", shape, Existing.REPLACE)
                .copy(new ByteArrayInputStream(answer.getBytes(ISO_8859_1)), out);
        return out.toString(ISO_8859_1);
    }

    private static String merged(MergedAnswer answer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        answer.writeTo(out);
        return out.toString(ISO_8859_1);
    }

    /** A text for each way in which labels can be hard to write or to sort. */
    private static String metrics() {
        StringBuilder metrics = new StringBuilder("# TYPE odd counter\n");
        for (String value : VALUES) {
            metrics.append(
                    "odd_total{v=\"%s\",Zed=\"%s\",dzz=\"1\",metric=\"{}\"} 1.5e+10 %d # {trace_id=\"<trace>\"} 0.25 %3$d\n"
                            .formatted(value, "z" + value.length(), now.getEpochSecond()));
        }
        return metrics + "# EOF\n";
    }

    private static String configuration(String... labels) {
        StringBuilder yaml = new StringBuilder("global: {scrape_interval: 1s}\nscrape_configs:\n");
        for (int i = 0; i < labels.length; i++) {
            yaml.append("- job_name: job-%d\n  static_configs: [{targets: ['%s'], labels: {job: odd%s}}]\n"
                    .formatted(i, "127.0.0.1:" + target.getAddress().getPort(), labels[i]));
        }
        return yaml.toString();
    }

    /** Exemplars are there a moment before the samples of the same scrape are. */
    private static boolean hasAll(PrometheusServer server, int times) throws IOException {
        String samples = "/api/v1/query?time=" + now.getEpochSecond() + "&query=odd_total";
        int all = VALUES.size() * times;
        return count(get(server, exemplars("odd_total")), "seriesLabels") == all
                && count(get(server, samples), "\"__name__\":\"odd_total\"") == all;
    }

    private static int count(String text, String part) {
        return text.split(part, -1).length - 1;
    }

    /** A character for each byte, since not all answers are UTF-8. */
    private static String get(PrometheusServer server, String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path.replace("[]", "%5B%5D")))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.ofString(ISO_8859_1)).body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String escaped(String query) {
        return URLEncoder.encode(query, UTF_8);
    }
}
