package io.promshard.query.rim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.client.ScriptedServer;
import io.promshard.query.client.ScriptedServer.Script;
import io.promshard.query.exec.RemoteRead;
import io.promshard.query.remote.ReadRequestCodec;
import io.promshard.query.request.Params;
import io.promshard.query.topology.FeatureLabel;
import io.promshard.query.topology.Replica;
import io.promshard.query.topology.Shard;
import io.promshard.query.wire.MalformedAnswer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is told of a query is what servers are asked for it, to the byte; and what came of it is told as it came. */
@Timeout(60)
class ExplainTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path DOCS = Path.of("..", "docs", "query-router.md");
    private static final String EXPLAIN = "/api/v1/query_explain";
    private static final String VECTOR =
            "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[%s]}}";
    private static final String EMPTY_VECTOR = VECTOR.formatted("");
    private static final String EMPTY_MATRIX = EMPTY_VECTOR.replace("vector", "matrix");
    private static final String UP = VECTOR.formatted("{\"metric\":{},\"value\":[4,\"1\"]}");
    private static final Script NO_SAMPLES = Script.begin("""
            HTTP/1.1 200 OK\r
            Content-Length: 0\r
            Content-Type: application/x-streamed-protobuf; proto=prometheus.ChunkedReadResponse\r
            \r
            """);
    private static final Script FAILS = Script.answer(500, "words that name 10.0.0.1:9090\n");
    private static final Script EMPTY = Script.choosing(request -> switch (request.split(" ", 3)[1]) {
        case "/api/v1/query" -> Script.answer(200, EMPTY_VECTOR);
        case "/api/v1/query_range" -> Script.answer(200, EMPTY_MATRIX);
        case RemoteRead.PATH -> NO_SAMPLES;
        default -> FAILS;
    });

    private static final Map<String, ScriptedServer> SERVERS = new TreeMap<>();
    private static Router router;

    @BeforeAll
    static void start() {
        List.of("a", "b", "c", "p0", "p1").forEach(name -> SERVERS.put(name, new ScriptedServer(EMPTY)));
        router = Router.over(shard("a"), shard("b"), shard("c"), collector("p0"), collector("p1"));
    }

    @AfterAll
    static void stop() {
        router.close();
        SERVERS.values().forEach(ScriptedServer::close);
    }

    @BeforeEach
    void forget() {
        SERVERS.values().forEach(server -> {
            server.now(EMPTY);
            server.requests().clear();
        });
    }

    private static Shard shard(String name) {
        return new Shard(name, new FeatureLabel.External(name), List.of(replica(name)));
    }

    /** Of which it is never known whether targets move. */
    private static Shard collector(String name) {
        return new Shard(name, new FeatureLabel.External("eu"), List.of(replica(name)), Optional.of("eu"));
    }

    private static Replica replica(String name) {
        Replica scripted = server(name).replica();
        return new Replica("prometheus-" + name, scripted.url(), scripted.externalLabels());
    }

    private static ScriptedServer server(String name) {
        return Objects.requireNonNull(SERVERS.get(name));
    }

    /** A call as the wire has it and as it is told; of a read what is asked, however it is spelt. */
    private record Call(String shard, String path, Map<String, String> params) {}

    private static RawAnswer get(String target, String... headers) throws IOException {
        try (RawClient client = router.client()) {
            return client.get(target, headers);
        }
    }

    private static JsonNode explained(String params) throws IOException {
        return JSON.readTree(get(EXPLAIN + "?" + params).body());
    }

    private static String query(String promql, String more) {
        return "query=" + URLEncoder.encode(promql, UTF_8) + "&" + more;
    }

    private static List<Call> told(JsonNode part) {
        List<Call> told = new ArrayList<>();
        for (JsonNode call : part.path("calls")) {
            Map<String, String> params = new TreeMap<>();
            call.path("parameters").forEachEntry((name, value) -> params.put(name, value.asString()));
            told.add(new Call(call.path("shard").asString(), call.path("path").asString(), params));
        }
        part.path("parts").forEach(within -> told.addAll(told(within)));
        return told.stream().distinct().toList();
    }

    private static List<Call> received() {
        return SERVERS.entrySet().stream()
                .flatMap(server -> server.getValue().requests().stream().map(text -> call(server.getKey(), text)))
                .toList();
    }

    private static Call call(String shard, String request) {
        int head = request.indexOf("\r\n\r\n") + 4;
        String path = request.split(" ", 3)[1];
        String body = request.substring(head);
        Map<String, String> params = new TreeMap<>();
        (path.equals(RemoteRead.PATH) ? read(body) : Params.of(body, "").all())
                .forEach(param -> params.put(param.name(), param.value()));
        params.remove("timeout");
        return new Call(shard, path, params);
    }

    private static List<Param> read(String body) {
        try {
            return RemoteRead.told(
                            ReadRequestCodec.decode(body.getBytes(ISO_8859_1)).queries())
                    .params();
        } catch (MalformedAnswer e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up{cluster=\"a\"}",
                "sum(rate(http_requests_total{cluster=\"a\"}[5m] offset 1h))",
                "up{cluster=~\"a|b\"}",
                "up{cluster=\"a\"} or up{cluster=\"b\"}",
                "sum by (job) (up{cluster=~\"a|b\"})",
                "avg(up{cluster=~\"a|b\"}) > 2 * stddev(up{cluster=~\"b|c\"} @ 77)",
                "max(up{cluster!=\"eu\"}) * -1",
                "quantile(0.5, up{cluster!=\"eu\"})",
                "max_over_time(sum(up{cluster!=\"eu\"})[1h:5m])",
                "max_over_time(sum(up{cluster!=\"eu\"})[20d:1m])",
                "absent(up{cluster!=\"eu\"})",
                "topk(3, up{cluster!=\"eu\"}) - on (job) group_left () up{cluster=\"b\"}",
                "sum(up{cluster=\"eu\"})",
                "rate(x{cluster=\"eu\"}[5m]) + on (job) sum by (job) (up{cluster!=\"eu\"})",
                "timestamp(up{cluster=\"eu\"} offset -5m) + up{cluster=\"eu\"} @ end()",
                "scalar(up{cluster=~\"a|b\"}) + 1"
            })
    void theCallsThatAreToldAreThoseThatServersGet(String promql) throws IOException {
        for (String when : List.of("time=1000000", "start=1000000&end=1000600&step=60&lookback_delta=2m")) {
            JsonNode explanation = explained(query(promql, when));
            assertThat(explanation.path("status").asString()).isEqualTo("success");
            assertThat(received()).as("told without asking").isEmpty();

            String path = when.startsWith("start") ? "/api/v1/query_range" : "/api/v1/query";
            assertThat(get(path + "?" + query(promql, when)).status()).isEqualTo(200);

            List<Call> told = told(explanation.at("/data/tree"));
            assertThat(told).as(promql).isNotEmpty();
            assertThat(received()).as(promql).containsExactlyInAnyOrderElementsOf(told);
            forget();
        }
    }

    /** Shards that contradict each other by their shares are asked for more, which is told as well. */
    @Test
    void whatIsAskedOnlyIfSharesDoNotTellEnoughIsToldApart() throws IOException {
        server("a").now(Script.answer(200, UP.replace("\"1\"", "\"1e100\"")));
        server("b").now(Script.answer(200, UP.replace("\"1\"", "\"-1e100\"")));

        JsonNode explanation = explained(query("sum(up{cluster=~\"a|b\"})", "time=4&run=1"));

        JsonNode otherwise = explanation.at("/data/tree/otherwise/0");
        assertThat(otherwise.path("kind").asString()).isEqualTo("union");
        assertThat(otherwise.at("/calls/1/made/0/status").asInt()).isEqualTo(200);
        List<Call> all = new ArrayList<>(told(explanation.at("/data/tree")));
        all.addAll(told(otherwise));
        assertThat(received()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(explanation.at("/data/run/further")).isEmpty();
    }

    @Test
    void aRunTellsWhatEachCallGave() throws IOException {
        server("a").now(Script.answer(200, UP));
        server("b").now(Script.answer(200, UP));

        JsonNode data = explained(query("sum(up{cluster!=\"eu\"})", "time=4&analyze=true"))
                .path("data");

        JsonNode a = data.at("/tree/calls/0/made/0");
        assertThat(a.path("replica").asString()).isEqualTo("prometheus-a");
        assertThat(a.path("status").asInt()).isEqualTo(200);
        assertThat(a.path("bytes").asInt()).isEqualTo(UP.length());
        assertThat(a.path("series").asInt()).isOne();
        assertThat(a.path("samples").asInt()).isOne();
        assertThat(a.path("totalSeconds").asDouble())
                .isGreaterThanOrEqualTo(a.path("firstByteSeconds").asDouble())
                .isPositive();
        JsonNode run = data.path("run");
        assertThat(run.path("series").asInt()).isOne();
        assertThat(run.path("samples").asInt()).isOne();
        assertThat(run.path("bytes").asInt()).isEqualTo(2 * UP.length() + EMPTY_VECTOR.length());
        assertThat(run.path("missing")).isEmpty();
        assertThat(run.path("seconds").asDouble())
                .isGreaterThanOrEqualTo(a.path("totalSeconds").asDouble());
    }

    @Test
    void aRunTellsWhatIsMissing() throws IOException {
        server("a").now(Script.answer(200, UP));
        server("b").now(FAILS);

        RawAnswer answer = get(EXPLAIN + "?" + query("up{cluster=~\"a|b\"}", "time=4&run=1"));

        JsonNode data = JSON.readTree(answer.body()).path("data");
        assertThat(answer.header("X-Partial-Response")).isEqualTo("b");
        assertThat(data.at("/run/missing/0").asString()).isEqualTo("b");
        assertThat(data.at("/run/warnings/0").asString()).contains("shard \"b\" failed: it answered with status 500");
        assertThat(data.at("/tree/calls/1/made/0/status").asInt()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("10.0.0.1");
    }

    @Test
    void ofAQueryWithoutAnAnswerTheErrorIsThatOfTheQueryAndThePlanIsToldBesides() throws IOException {
        server("b").now(FAILS);
        String query = query("absent(up{cluster=~\"a|b\"})", "time=4");
        RawAnswer asked = get("/api/v1/query?" + query);

        RawAnswer explained = get(EXPLAIN + "?" + query + "&run=true");

        assertThat(explained.status()).isEqualTo(asked.status()).isEqualTo(503);
        JsonNode error = JSON.readTree(asked.body());
        JsonNode told = JSON.readTree(explained.body());
        assertThat(told.path("status")).isEqualTo(error.path("status"));
        assertThat(told.path("errorType")).isEqualTo(error.path("errorType"));
        assertThat(told.path("error")).isEqualTo(error.path("error"));
        assertThat(told.at("/data/tree/kind").asString()).isEqualTo("evaluate");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "query=up%20%2B; parse error",
                "query=up&start=1&end=2; invalid parameter \"step\"",
                "query=up&start=1&end=1000000&step=1; exceeded maximum resolution",
                "query=up&run=maybe; invalid parameter \"run\": must be true or false, got: maybe",
                "query=up&format=xml; invalid parameter \"format\": must be json or text, got: xml"
            })
    void whatIsWrongWithARequestIsSaidAsForAQuery(String params, String words) throws IOException {
        RawAnswer answer = get(EXPLAIN + "?" + params);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).path("error").asString()).contains(words);
        assertThat(received()).isEmpty();
    }

    @Test
    void itSaysWhyAShardIsLeftOut() throws IOException {
        JsonNode shards = explained(query("up{cluster=~\"a|b\"}", "time=4")).at("/data/shards");

        assertThat(shards.at("/0/asked").asBoolean()).isTrue();
        assertThat(shards.at("/2/asked").asBoolean()).isFalse();
        assertThat(shards.at("/2/why").asString()).isEqualTo("no selector accepts cluster=\"c\"");
    }

    @Test
    void itSaysWhyWhatIsComputedHereIs() throws IOException {
        JsonNode tree =
                explained(query("sum(rate(up{cluster=\"eu\"}[5m]))", "time=4")).at("/data/tree");

        assertThat(tree.path("kind").asString()).isEqualTo("evaluate");
        assertThat(tree.path("expr").asString()).isEqualTo("sum");
        assertThat(tree.path("why").asString()).isEqualTo("targets that move between shards");
        assertThat(tree.at("/parts/0/parts/0/kind").asString()).isEqualTo("read");
    }

    @Test
    void longChainsAreToldInBoundedDepth() throws IOException {
        String chain = "max(up{cluster!=\"eu\"})" + " + max(up{cluster!=\"eu\"})".repeat(150);
        try (RawClient client = router.client()) {
            String form = query(chain, "time=4");
            JsonNode tree = JSON.readTree(client.send(
                                    "POST " + EXPLAIN + " HTTP/1.1\r\nHost: router\r\nContent-Length: " + form.length()
                                            + "\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n" + form)
                            .read()
                            .body())
                    .at("/data/tree");

            assertThat(depth(tree)).isBetween(50, 70);
            assertThat(told(tree)).hasSize(3);
        }
    }

    private static int depth(JsonNode part) {
        return 1
                + part.path("parts")
                        .valueStream()
                        .mapToInt(ExplainTest::depth)
                        .max()
                        .orElse(0);
    }

    private static String example(String language, String beginning) throws IOException {
        return Files.readString(DOCS)
                .lines()
                .dropWhile(line -> !line.startsWith(beginning))
                .dropWhile(line -> !line.equals("```" + language))
                .skip(1)
                .takeWhile(line -> !line.equals("```"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void theDocumentedExampleIsWhatComes() throws IOException {
        try (Router documented = Router.over(shard("a"), shard("b"), shard("c"));
                RawClient client = documented.client()) {
            String body = client.get(EXPLAIN + "?" + query("max(up{cluster!=\"c\"}) * -1", "time=4"))
                    .body();

            assertThat(JSON.readTree(body)).isEqualTo(JSON.readTree(example("json", "## Explaining")));
        }
    }

    @Test
    void theDocumentedTextIsWhatComesButForTimes() throws IOException {
        server("a").now(Script.answer(200, UP));
        server("b").now(Script.answer(200, UP));
        try (Router documented = Router.over(shard("a"), shard("b"), shard("c"));
                RawClient client = documented.client()) {
            RawAnswer answer = client.get(
                    EXPLAIN + "?" + query("max(up{cluster!=\"c\"}) * -1", "time=4&run=1"), "Accept: text/plain");

            assertThat(answer.header("Content-Type")).isEqualTo("text/plain;charset=utf-8");
            assertThat(timeless(answer.body())).isEqualTo(timeless(example("text", "## Explaining") + "\n"));
        }
    }

    private static String timeless(String text) {
        return text.replaceAll("\\d+\\.\\d{3} ms", "T");
    }
}
