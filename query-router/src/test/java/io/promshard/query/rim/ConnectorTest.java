package io.promshard.query.rim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.client.ScriptedServer;
import io.promshard.query.client.ScriptedServer.Script;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What gets through the connector, and what is said of what does not. */
@Timeout(60)
class ConnectorTest {

    private static final String FORMAT = "/api/v1/format_query?query=";

    private static ScriptedServer shard;
    private static Router router;

    @BeforeAll
    static void start() {
        String names =
                IntStream.range(1000, 2000).mapToObj(i -> "\"l" + i + "\"").collect(Collectors.joining(","));
        shard = new ScriptedServer(Script.answer(200, "{\"status\":\"success\",\"data\":[" + names + "]}"));
        router = Router.over(shard);
    }

    @AfterAll
    static void stop() {
        router.close();
        shard.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", ">", "[", "]", "^", "`", "{", "|", "}", "'", "/", "?", "@", "$"})
    void whatQueriesAreFullOfNeedsNoEscape(String raw) throws IOException {
        RawAnswer answer = get(FORMAT + "up{a=\"" + raw + "\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("up{a=\\\"" + raw + "\\\"}");
    }

    @Test
    void aBackslashNeedsNoEscape() throws IOException {
        assertThat(get(FORMAT + "up{a=\"\\\\d\"}").body()).contains("up{a=\\\"\\\\\\\\d\\\"}");
    }

    @Test
    void queriesUpTo60KilobytesGoInTheUrl() throws IOException {
        assertThat(get(FORMAT + "%20".repeat(20_000) + "up").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            GET,    /api/v1/nosuch,                      404, not_found, 404 page not found
            GET,    /api/v1/label/a%2Fb/values,          400, bad_data,  the request is malformed
            PUT,    /api/v1/query?query=up,              405, bad_data,  Method Not Allowed
            POST,   /api/v1/rules,                       405, bad_data,  Method Not Allowed
            DELETE, /api/v1/series?match[]=up,           405, bad_data,  Method Not Allowed
            GET,    /api/v1/%zz,                         400, bad_data,  the request is malformed
            """)
    void errorsBeforeTheApiAreInItsEnvelope(String method, String target, int status, String type, String error)
            throws IOException {
        try (RawClient client = router.client()) {
            RawAnswer answer =
                    client.request(method, target, "Content-Length: 0").read();

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("Content-Type")).startsWith("application/json");
            assertThat(answer.body())
                    .isEqualTo("{\"status\":\"error\",\"errorType\":\"%s\",\"error\":\"%s\"}".formatted(type, error));
        }
    }

    @Test
    void aLabelWithANulInItsNameHasNoValues() throws IOException {
        RawAnswer answer = get("/api/v1/label/bad%00name/values?start=1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.body()).isEqualTo("{\"status\":\"success\",\"data\":[]}");
    }

    @Test
    void aRequestLineThatIsTooLongIsRefused() throws IOException {
        RawAnswer answer = get(FORMAT + "a".repeat(70_000));

        assertThat(answer.status()).isIn(400, 414, 431);
        assertThat(answer.body()).doesNotContain("<html");
    }

    @Test
    void elsewhereErrorsAreALine() throws IOException {
        RawAnswer answer = get("/nosuch");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
        assertThat(answer.body()).isEqualTo("404 page not found\n");
    }

    @Test
    void whoMayNotUseAMethodIsToldWhichOnesAreAllowed() throws IOException {
        try (RawClient client = router.client()) {
            RawAnswer answer =
                    client.request("PUT", "/api/v1/query", "Content-Length: 0").read();

            assertThat(answer.header("Allow")).contains("GET").contains("POST");
        }
    }

    @Test
    void answersAreCompressedForWhoAsks() throws IOException {
        try (RawClient client = router.client()) {
            RawAnswer answer = client.get("/api/v1/labels", "Accept-Encoding: gzip");

            assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
            assertThat(answer.header("Content-Type")).isEqualTo("application/json");
            assertThat(unzipped(answer.body()))
                    .startsWith("{\"status\":\"success\",")
                    .contains("\"l1999\"");
            assertThat(client.get("/api/v1/labels").header("Content-Encoding")).isEmpty();
        }
    }

    private static RawAnswer get(String target) throws IOException {
        try (RawClient client = router.client()) {
            return client.get(target);
        }
    }

    private static String unzipped(String body) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body.getBytes(ISO_8859_1)))) {
            return new String(in.readAllBytes(), ISO_8859_1);
        }
    }
}
