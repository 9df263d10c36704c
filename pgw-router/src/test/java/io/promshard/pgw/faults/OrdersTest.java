package io.promshard.pgw.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders to delete, as far as no gateway is needed that has groups. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrdersTest {

    private static final String DELETION = "/api/v1/groups?match=" + encoded("{job=\"a\"}");
    private static final String WIPE = "/api/v1/admin/wipe";
    private static final String TOKEN = "Authorization: Bearer s3cret";

    private final FakeGateway gateway = new FakeGateway();
    private Router router;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "s3cret\n");
        router = Router.of(
                List.of(gateway.url()), "pgw-router.admin.enabled=true", "pgw-router.admin.token-file=" + file);
    }

    @AfterAll
    void stop() {
        router.close();
        gateway.close();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static RawClient.Answer send(Router router, String method, String path, String... headers)
            throws IOException {
        try (RawClient client = router.client()) {
            return client.send(method, path, "", headers).read();
        }
    }

    @Test
    void areNotTakenUnlessTheyAre() throws IOException {
        try (Router closed = Router.of(List.of(gateway.url()))) {
            assertThat(send(closed, "DELETE", DELETION).status()).isEqualTo(403);
            assertThat(send(closed, "PUT", WIPE).status()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /api/v1/groups?olderThan=1h",
        "PUT, " + WIPE,
        "PUT, /api/v1/drain?gateway=a",
        "DELETE, /api/v1/drain?gateway=a"
    })
    void needTheToken(String method, String path) throws IOException {
        RawClient.Answer refused = send(router, method, path);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).isEqualTo("Basic realm=\"pgw-router\"");
        assertThat(refused.body()).contains("pgw-router.admin.token-file").doesNotContain("s3cret");
        assertThat(send(router, method, path, "Authorization: Bearer guess").status())
                .isEqualTo(401);
        assertThat(send(router, method, path, TOKEN).status()).isNotEqualTo(401);
    }

    @Test
    void readingNeedsNone() throws IOException {
        assertThat(send(router, "GET", "/api/v1/ring").status()).isEqualTo(200);
        assertThat(send(router, "GET", "/api/v1/groups").status()).isNotEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "; match or olderThan is needed",
                "dryRun=true; match or olderThan is needed",
                "all=true; match or olderThan is needed",
                "match=job; a selector begins with {",
                "match={}; {} may match any group, as no matcher names what it wants: if that is meant, add all=true",
                "match={job!=\"\"}; add all=true",
                "match={job=\"a\"}&match[]={}; add all=true",
                "match={job=~\"(\"}; missing closing )",
                "match={job=\"a\"}&olderthan=1h; there is no such parameter: [olderthan]",
                "match={job=\"a\"}&olderThan=1; a duration is written as in 48h",
                "olderThan=0s; olderThan must be positive",
                "olderThan=1h&olderThan=2h; olderThan may be given once",
                "olderThan=1h&dryRun=yes; dryRun must be true or false",
                "match=%7Bjob%3D%22%FF%22%7D; a parameter is not UTF-8",
            })
    void thatAreUnclearAreRefused(String query, String message) throws IOException {
        RawClient.Answer answer = send(router, "DELETE", "/api/v1/groups?" + (query == null ? "" : query), TOKEN);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().replace("\\\"", "\"")).contains(message);
    }

    @Test
    void toWipeTakeNoSelector() throws IOException {
        RawClient.Answer answer = send(router, "PUT", WIPE + "?match={}", TOKEN);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("there is no such parameter: [match]");
    }

    @ParameterizedTest
    @CsvSource({"DELETE, /api/v1/groups?olderThan=1h", "DELETE, /api/v1/groups?olderThan=1h&dryRun=true", "PUT, " + WIPE
    })
    void areNotDoneIfAGatewayCannotBeListed(String method, String path) throws IOException {
        RawClient.Answer answer = send(router, method, path, TOKEN);

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body())
                .contains("\"status\":\"incomplete\"", "\"" + gateway.id() + "\"", "/api/v1/metrics answered");
    }
}
