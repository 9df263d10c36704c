package io.promshard.query.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.engine.EachSelector;
import io.promshard.query.engine.EngineException;
import io.promshard.query.engine.Grid;
import io.promshard.query.engine.QueryResult;
import io.promshard.query.engine.ServerLeaves;
import io.promshard.query.engine.eval.Engine;
import io.promshard.query.engine.eval.Query;
import io.promshard.query.engine.json.QueryValueWriter;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.parser.ParserOptions;
import io.promshard.query.promql.parser.PromqlParser;
import io.promshard.query.promql.printer.PromqlPrinter;
import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.ServerKind;
import io.promshard.shard.servers.Servers;
import io.promshard.shard.servers.Start;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Whatever is computed of leaves that a Prometheus has evaluated is what that Prometheus gives for the whole. More is tried with
 * {@code -Dengine.queries=20000 -Dengine.seed=7}.
 */
@RealServers(ServerKind.PROMETHEUS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EngineAgreesWithPrometheusIT {

    private static final int QUERIES = Integer.getInteger("engine.queries", 600);
    private static final long SEED = Long.getLong("engine.seed", 1);

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Engine engine = new Engine(50_000_000, Duration.ofMinutes(1));
    private final ServerLeaves server;

    EngineAgreesWithPrometheusIT(Servers servers) {
        PrometheusServer prometheus = servers.prometheus(
                "{}",
                Start.PLAIN.with(
                        "--web.enable-remote-write-receiver",
                        "--enable-feature=native-histograms,promql-experimental-functions,promql-duration-expr"));
        this.server = new ServerLeaves(prometheus.url(), client, Map.of());
        write(prometheus);
    }

    private void write(PrometheusServer prometheus) {
        HttpRequest request = HttpRequest.newBuilder(prometheus.url().resolve("/api/v1/write"))
                .header("Content-Encoding", "snappy")
                .header("Content-Type", "application/x-protobuf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(RemoteWrite.body(OracleData.of(1))))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onRandomQueries(boolean range) {
        RandomQueries queries = new RandomQueries(SEED);
        Tally tally = new Tally();
        for (int i = 0; i < QUERIES; i++) {
            long end = OracleData.START + 1_200_000 + i % 40 * 31_000L;
            Grid grid = range ? new Grid(end - 600_000, end, 60_000) : Grid.instant(end);
            compare(queries.next(), grid, false, tally);
        }

        tally.print();
        assertThat(tally.differences).isEmpty();
        assertThat(tally.answered).isGreaterThan(QUERIES / 2);
        assertThat(tally.refused).isLessThan(QUERIES / 20);
    }

    @ParameterizedTest
    @MethodSource("table")
    void onWhatIsRare(String query) {
        Tally tally = new Tally();
        compare(query, Grid.instant(OracleData.START + 1_800_000), true, tally);
        compare(query, new Grid(OracleData.START + 900_000, OracleData.START + 1_800_000, 45_000), true, tally);

        assertThat(tally.differences).isEmpty();
        assertThat(tally.refused).isZero();
    }

    static Stream<String> table() throws IOException {
        try (InputStream lines = EngineAgreesWithPrometheusIT.class.getResourceAsStream("queries.txt")) {
            String text = new String(Objects.requireNonNull(lines).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#"));
        }
    }

    /** What became of queries. */
    private static final class Tally {
        private final List<String> differences = new ArrayList<>();
        private int answered;
        private int empty;
        private int failed;
        private int refused;

        void print() {
            System.out.printf(
                    ">>> seed %d: %d answered, %d with nothing, %d failed alike, %d refused, %d differ%n",
                    SEED, answered, empty, failed, refused, differences.size());
        }
    }

    /** @param ordered whether the order of an instant vector counts */
    private void compare(String query, Grid grid, boolean ordered, Tally tally) {
        Expr expr = new PromqlParser(ParserOptions.EXPERIMENTAL).parse(query);
        String text = PromqlPrinter.print(expr);
        Query whole = new Query(new PromqlParser(ParserOptions.EXPERIMENTAL).parse(text), text, grid);
        JsonNode expected = server.ask(text, grid);
        try {
            JsonNode actual = answer(whole);
            String difference = difference(expected, actual, ordered && query.startsWith("sort"));
            if (!difference.isEmpty()) {
                tally.differences.add(text + " at " + grid + ": " + difference);
            } else if (!expected.path("status").asString().equals("success")) {
                tally.failed++;
            } else if (expected.path("data").path("result").isEmpty()) {
                tally.empty++;
            } else {
                tally.answered++;
            }
        } catch (EngineException.Unsupported e) {
            tally.refused++;
        }
    }

    private JsonNode answer(Query query) {
        try {
            QueryResult result = engine.prepare(query, new EachSelector()).run(server);
            ByteArrayOutputStream data = new ByteArrayOutputStream();
            new QueryValueWriter(data).write(result.value());
            ObjectNode answer = json.createObjectNode().put("status", "success");
            answer.set("data", json.readTree(data.toByteArray()));
            answer.set("warnings", json.valueToTree(result.warnings()));
            answer.set("infos", json.valueToTree(result.infos()));
            return answer;
        } catch (EngineException.Execution e) {
            return json.createObjectNode().put("status", "error").put("error", e.getMessage());
        } catch (EngineException.BadData e) {
            String message = "invalid parameter \"query\": " + e.getMessage();
            return json.createObjectNode().put("status", "error").put("error", message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String difference(JsonNode expected, JsonNode actual, boolean ordered) {
        if (!expected.path("status").equals(actual.path("status")) || expected.has("error")) {
            return AnswerText.difference(error(expected), error(actual));
        }
        JsonNode before = expected.path("data");
        JsonNode after = actual.path("data");
        if (!before.path("resultType").equals(after.path("resultType"))) {
            return after.path("resultType") + ", not " + before.path("resultType");
        }
        boolean vector = before.path("resultType").asString().equals("vector") && !ordered;
        String difference = vector
                ? AnswerText.differenceInAnyOrder(before.path("result"), after.path("result"))
                : AnswerText.difference(before.path("result"), after.path("result"));
        return difference.isEmpty() ? notes(expected, actual) : difference;
    }

    /** Which of several double series Prometheus tells depends on the order in which it stores them. */
    private static JsonNode error(JsonNode answer) {
        String error = answer.path("error").asString("");
        return StringNode.valueOf(error.replaceAll("match group .* on the (left|right) .*", "$1"));
    }

    private static String notes(JsonNode expected, JsonNode actual) {
        for (String kind : List.of("warnings", "infos")) {
            List<String> before = AnswerText.sorted(expected.path(kind));
            List<String> after = AnswerText.sorted(actual.path(kind));
            boolean cut = before.stream().anyMatch(text -> text.endsWith("omitted"));
            if (!cut && !before.equals(after)) {
                return kind + " " + after + ", not " + before;
            }
        }
        return "";
    }
}
