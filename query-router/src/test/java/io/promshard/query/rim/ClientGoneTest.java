package io.promshard.query.rim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.query.client.ScriptedServer;
import io.promshard.query.client.ScriptedServer.Script;
import io.promshard.query.model.LabelMatcher;
import io.promshard.query.model.MatchOp;
import io.promshard.query.remote.ReadQuery;
import io.promshard.query.remote.ReadRequest;
import io.promshard.query.remote.ReadRequestCodec;
import io.promshard.query.remote.ResponseType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The client's connection: watched while shards are silent, and whole afterwards. */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class ClientGoneTest {

    private static final String UP = "/api/v1/query?query=up&time=4";
    private static final String EMPTY = "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}";

    private final ScriptedServer a = new ScriptedServer(Script.silence());
    private final ScriptedServer b = new ScriptedServer(Script.silence());
    private final Router router = Router.over(a, b);

    @AfterEach
    void stop() {
        router.close();
        a.close();
        b.close();
    }

    @Test
    void allShardsAreLetGoWhenTheClientGoes() throws IOException {
        RawClient client = router.client().request("GET", UP);
        await().until(() -> a.requests().size() == 1 && b.requests().size() == 1);

        client.close();

        await().atMost(Duration.ofSeconds(1))
                .until(() -> a.closed().isDone() && b.closed().isDone());
    }

    @Test
    void theOneShardIsLetGoWhenTheClientOfAFormGoes() throws IOException {
        String form = "query=up%7Bcluster%3D%22b%22%7D";
        RawClient client = router.client().send("""
                POST /api/v1/query HTTP/1.1\r
                Host: router\r
                Content-Type: application/x-www-form-urlencoded\r
                Content-Length: %d\r
                \r
                %s""".formatted(form.length(), form));
        await().until(() -> b.requests().size() == 1);

        client.close();

        await().atMost(Duration.ofSeconds(1)).until(() -> b.closed().isDone());
        assertThat(a.requests()).isEmpty();
    }

    @Test
    void allShardsAreLetGoWhenAReaderGoes() throws IOException {
        LabelMatcher name = new LabelMatcher(LabelMatcher.METRIC_NAME, MatchOp.EQUAL, "up");
        ReadQuery up = new ReadQuery(0, 9, List.of(name), Optional.empty());
        byte[] body = ReadRequestCodec.encode(new ReadRequest(List.of(up), ResponseType.SAMPLES));
        RawClient client = router.client()
                .send("POST /api/v1/read HTTP/1.1\r\nHost: router\r\nContent-Length: " + body.length + "\r\n\r\n")
                .send(new String(body, StandardCharsets.ISO_8859_1));
        await().until(() -> a.requests().size() == 1 && b.requests().size() == 1);

        client.close();

        await().atMost(Duration.ofSeconds(1))
                .until(() -> a.closed().isDone() && b.closed().isDone());
    }

    @Test
    void aStreamThatStopsIsLetGoWhenTheClientGoes() throws IOException {
        b.now(Script.begin("HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n" + EMPTY.replace("[]}}", "[")
                + "{\"metric\":{},\"value\":[4,\"1\"]},".repeat(4000)));
        RawClient client = router.client().request("GET", "/api/v1/query?query=up%7Bcluster%3D%22b%22%7D");
        assertThat(client.head()).startsWith("HTTP/1.1 200 ");

        client.close();

        await().atMost(Duration.ofSeconds(1)).until(() -> b.closed().isDone());
    }

    @Test
    void aClientThatWaitsIsNotTakenForGone() throws IOException {
        answerAfter(Duration.ofMillis(350));

        try (RawClient client = router.client()) {
            assertThat(client.get(UP).body()).isEqualTo(EMPTY);
            assertThat(client.get(UP).body()).isEqualTo(EMPTY);
        }
    }

    /** What the watch reads ahead belongs to the next request. */
    @Test
    void aRequestSentAheadIsWhole() throws IOException {
        answerAfter(Duration.ofMillis(250));

        try (RawClient client = router.client()) {
            for (int i = 0; i < 5; i++) {
                client.request("GET", UP).send("GET /api/v1/parse_query?query=pa");
                assertThat(client.read().body()).isEqualTo(EMPTY);
                client.send("ra HTTP/1.1\r\nHost: router\r\n\r\n");
                assertThat(client.read().body()).contains("\"name\":\"para\"");
            }
        }
    }

    @Test
    void clientsThatGoDisturbNoOthersAndAreNoErrors(CapturedOutput output) throws IOException {
        answerAfter(Duration.ofMillis(250));

        try (RawClient steady = router.client()) {
            for (int i = 0; i < 5; i++) {
                steady.request("GET", UP);
                for (int gone = 0; gone < 10; gone++) {
                    router.client().request("GET", UP).close();
                }
                assertThat(steady.read().body()).isEqualTo(EMPTY);
            }
        }
        assertThat(output.getAll()).doesNotContain("ERROR", "Exception");
    }

    private void answerAfter(Duration pause) {
        Script script = connection -> {
            // Nobody counts down: this is a server that takes its time.
            new CountDownLatch(1).await(pause.toMillis(), TimeUnit.MILLISECONDS);
            Script.answer(200, EMPTY).run(connection);
        };
        a.now(script);
        b.now(script);
    }
}
