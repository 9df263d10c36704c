package io.promshard.pgw.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.pgw.faults.FakeGateway.Push;
import io.promshard.pgw.faults.RawClient.Answer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a push while all is well: where it goes, with which bytes, or why it is refused. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PushesTest {

    private static final String CURL = "User-Agent: curl/8.0";
    private static final String PROXY = "X-Pgw-Mode: proxy";

    private final FakeGateway gateway = new FakeGateway();
    private Router router;
    private RawClient client;

    @BeforeAll
    void start() {
        router = Router.of(
                List.of(gateway.url() + "/pre"),
                "pgw-router.forward.pass-headers=Authorization,Content-Type,User-Agent,X-Many,Accept-Encoding");
    }

    @AfterAll
    void stop() {
        router.close();
        gateway.close();
    }

    @BeforeEach
    void connect() {
        gateway.pushes().clear();
        client = router.client();
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
    }

    private Push pushed() {
        assertThat(gateway.pushes()).hasSize(1);
        return gateway.pushes().getFirst();
    }

    /** Paths that servers and frameworks like to decode, clean or refuse. */
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class RawTargets {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/metrics/job/a%2Fb/c",
                    "/metrics/job/a%3Fb",
                    "/metrics/job/a%23b",
                    "/metrics/job/a%25b",
                    "/metrics/job/a%20b",
                    "/metrics/job/a+b",
                    "/metrics/job/a;b=c;jsessionid=1",
                    "/metrics/job/\"a\"",
                    "/metrics/job/'a'",
                    "/metrics/job/a|b",
                    "/metrics/job/a\\b",
                    "/metrics/job/<a>",
                    "/metrics/job/[a]",
                    "/metrics/job/{a}^`b`",
                    "/metrics/job/a%5Cb",
                    "/metrics/job/a%5cb%2f%41/%62",
                    "/metrics/job/%C3%A9",
                    "/metrics/job/a%0Ab",
                    "/metrics/job/a:b@c,d~e!f$g&h*i(j)=k",
                    "/metrics/job@base64/YS9i/instance@base64/eA==",
                    "/metrics/job/a?x=%2F&y=a+b&z=[|]\"",
                    "/metrics/job/a?",
                    "/metrics/job/a/",
                })
        void comeToTheGatewayByteForByteInBothModes(String target) throws IOException {
            Answer redirect = client.put(target, CURL);
            Answer proxied = client.put(target, CURL, PROXY);

            assertThat(redirect.status()).isEqualTo(307);
            assertThat(redirect.header("Location")).isEqualTo(gateway.url() + "/pre" + target);
            assertThat(proxied.status()).isEqualTo(200);
            assertThat(pushed().target()).isEqualTo("/pre" + target);
        }

        @Test
        void anAbsoluteTargetIsSentOnWithoutItsAuthority() throws IOException {
            assertThat(client.put("http://router/metrics/job/a", PROXY).status())
                    .isEqualTo(200);

            assertThat(pushed().target()).isEqualTo("/pre/metrics/job/a");
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Redirects {

        @Test
        void sayWhereAndNothingElse() throws IOException {
            Answer answer = client.put("/metrics/job/a", CURL);

            assertThat(answer.status()).isEqualTo(307);
            assertThat(answer.header("Location")).isEqualTo(gateway.url() + "/pre/metrics/job/a");
            assertThat(answer.header("Content-Length")).isEqualTo("0");
            assertThat(answer.body()).isEmpty();
            assertThat(gateway.pushes()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(ints = {8_000, 9_000, 60_000})
        void areAsLongAsTheirRequestMayBe(int length) throws IOException {
            String path = "/metrics/job/" + "a".repeat(length);

            Answer answer = client.put(path, CURL);

            assertThat(answer.status()).isEqualTo(307);
            assertThat(answer.header("Location")).isEqualTo(gateway.url() + "/pre" + path);
            assertThat(client.put(path, PROXY).status()).isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(strings = {"PUT", "POST", "DELETE"})
        void keepTheConnectionWhateverTheMethod(String method) throws IOException {
            for (int i = 0; i < 20; i++) {
                Answer answer = client.send(method, "/metrics/job/a", "#".repeat(100_000) + "\n", CURL)
                        .read();

                assertThat(answer.status()).isEqualTo(307);
                assertThat(answer.has("Connection")).isFalse();
            }
        }

        @Test
        void keepTheConnectionAfterABodyOfManyMegabytes() throws IOException {
            Answer answer = client.send("PUT", "/metrics/job/a", "#".repeat(10_000_000) + "\n", CURL)
                    .read();

            assertThat(answer.status()).isEqualTo(307);
            assertThat(client.put("/metrics/job/a", CURL).status()).isEqualTo(307);
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Headers {

        @Test
        void thatSpeakOfTheConnectionStayHere() throws IOException {
            client.put(
                    "/metrics/job/a",
                    PROXY,
                    "Connection: keep-alive, X-Hop",
                    "X-Hop: 1",
                    "Keep-Alive: 5",
                    "TE: trailers",
                    "Proxy-Authorization: Basic eA==",
                    "Proxy-Connection: keep-alive");

            assertThat(pushed().head().headers())
                    .noneMatch(line -> line.startsWith("X-Hop")
                            || line.startsWith("Keep-Alive")
                            || line.startsWith("TE")
                            || line.startsWith("Proxy-")
                            || line.startsWith("X-Pgw-Mode")
                            || line.startsWith("Upgrade")
                            || line.startsWith("Accept-Encoding")
                            || line.startsWith("User-Agent"));
        }

        @Test
        void ofTheClientPassEachLineInItsOrder() throws IOException {
            client.put(
                    "/metrics/job/a",
                    "Authorization: Bearer secret",
                    "Content-Type: text/plain; version=0.0.4",
                    "User-Agent: curl/8.0",
                    "X-Many: 1",
                    "X-Many: 2",
                    "Accept-Encoding: gzip, br");

            assertThat(pushed().head().headers())
                    .containsSubsequence(
                            "Authorization: Bearer secret",
                            "Content-Type: text/plain; version=0.0.4",
                            "User-Agent: curl/8.0",
                            "X-Many: 1",
                            "X-Many: 2",
                            "Accept-Encoding: gzip, br");
        }

        @Test
        void nameTheClientAfterThoseWhoPassedItOn() throws IOException {
            client.put("/metrics/job/a", PROXY, "X-Forwarded-For: 10.0.0.1", "X-Forwarded-For: 10.0.0.2, 10.0.0.3");

            assertThat(pushed().head().all("X-Forwarded-For"))
                    .containsExactly("10.0.0.1, 10.0.0.2, 10.0.0.3, 127.0.0.1");
        }

        @Test
        void nameTheGatewayAsHost() throws IOException {
            client.put("/metrics/job/a", PROXY);

            assertThat(pushed().head().all("Host")).containsExactly(gateway.id());
        }

        @Test
        void aChallengeOfTheGatewayReachesTheClient() throws IOException {
            gateway.onPush(Reaction.answer(401, "", "WWW-Authenticate: Basic realm=\"x\""));

            Answer answer = client.put("/metrics/job/a", "Authorization: Basic bad=");

            gateway.onPush(Reaction.answer(200));
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Basic realm=\"x\"");
            assertThat(gateway.pushes()).hasSize(1);
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class ModeHeader {

        @ParameterizedTest
        @CsvSource({"proxy,200", "PROXY,200", "redirect,307", "auto,307"})
        void decidesForOneRequest(String mode, int status) throws IOException {
            assertThat(client.put("/metrics/job/a", CURL, "X-Pgw-Mode: " + mode).status())
                    .isEqualTo(status);
        }

        @Test
        void mustBeOneThatThereIs() throws IOException {
            Answer answer = client.put("/metrics/job/a", CURL, "X-Pgw-Mode: teleport");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body())
                    .isEqualTo("the header X-Pgw-Mode must be auto, redirect or proxy, got: teleport\n");
        }

        @Test
        void redirectsEvenAClientThatWouldNotFollow() throws IOException {
            assertThat(client.put("/metrics/job/a", "X-Pgw-Mode: redirect").status())
                    .isEqualTo(307);
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Refusals {

        @ParameterizedTest
        @ValueSource(strings = {"GET", "HEAD", "PATCH", "PROPFIND"})
        void otherMethodsAreNotAllowed(String method) throws IOException {
            client.send(RawClient.head(method, "/metrics/job/a") + "\r\n");
            HttpInput.Head head = client.head();

            assertThat(head.start()).startsWith("HTTP/1.1 405");
            assertThat(head.header("Allow")).isEqualTo("DELETE, OPTIONS, POST, PUT");
        }

        @Test
        void optionsTellsTheMethods() throws IOException {
            client.send(RawClient.head("OPTIONS", "/metrics/job/a") + "\r\n");
            Answer answer = client.read();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Allow")).isEqualTo("DELETE, OPTIONS, POST, PUT");
        }

        @ParameterizedTest
        @CsvSource({
            "/metrics/job/a/b, 400",
            "/metrics/job@base64/!!!, 400",
            "/metrics/job/a/0bad/x, 400",
            "/metrics/job/a%zz, 400",
            "/metrics/job/a%2, 400",
            "/metrics//job/a, 301",
            "/metrics/job/../job/a, 301",
        })
        void badPathsAreRefusedAsAGatewayWould(String path, int status) throws IOException {
            assertThat(client.put(path).status()).isEqualTo(status);
            assertThat(gateway.pushes()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "/metrics//job/a?x=%2F&y, /metrics/job/a?x=%2F&y",
            "//metrics/job/a, /metrics/job/a",
            "/x/../metrics/job/a, /metrics/job/a",
            "//%6Detrics/job/a, /%6Detrics/job/a",
            "//METRICS/job/a, /METRICS/job/a",
            "/METRICS/job/a?x, /metrics/job/a?x",
            "/%4Detrics/job/a, /metrics/job/a",
        })
        void odderSpellingsAreSentToTheProperOneWithTheirQuery(String target, String location) throws IOException {
            Answer answer = client.put(target);

            assertThat(answer.status()).isBetween(301, 307);
            assertThat(answer.header("Location")).isEqualTo(location);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/metrics/job/a/instance/",
                    "/metrics/job/a/x/%ff",
                    "/metrics/job/a/le/1",
                    "/metrics/job/a/quantile/1",
                })
        void poisonIsRefusedButCanBeDeleted(String path) throws IOException {
            assertThat(client.put(path, PROXY).status()).isEqualTo(400);
            try (RawClient fresh = router.client()) {
                assertThat(fresh.send("POST", path, RawClient.BODY, PROXY)
                                .read()
                                .status())
                        .isEqualTo(400);
            }
            assertThat(gateway.pushes()).isEmpty();

            try (RawClient fresh = router.client()) {
                assertThat(fresh.send("DELETE", path, "", PROXY).read().status())
                        .isEqualTo(200);
            }
            assertThat(pushed().method()).isEqualTo("DELETE");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/metrics/jobs/a",
                    "/nothing",
                    "/metric/job/a",
                    "//nothing?x=/metrics/job/a",
                    "/nothing?x=//metrics/job/a",
                })
        void otherPathsAreNotOurs(String path) throws IOException {
            assertThat(client.put(path).status()).isEqualTo(404);
        }

        @Test
        void theConsoleTakesNoPushes() throws IOException {
            assertThat(client.put("/").status()).isEqualTo(405);
        }

        @ParameterizedTest
        @ValueSource(strings = {"/metrics/job/a#b", "/metrics/job/\u00e9", "/metrics/job/a b"})
        void targetsThatAreNoHttpAreRefusedByTheConnector(String target) throws IOException {
            assertThat(client.put(target).status()).isEqualTo(400);
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class ExpectContinue {

        @Test
        void isRedirectedBeforeTheBodyIsSent() throws IOException {
            client.send(RawClient.head(
                            "PUT",
                            "/metrics/job/a",
                            CURL,
                            "X-Pgw-Mode: redirect",
                            "Expect: 100-continue",
                            "Content-Length: 4")
                    + "\r\n");

            assertThat(client.read().status()).isEqualTo(307);
        }

        @Test
        void isToldToGoOnWhenItIsProxied() throws IOException {
            client.send(RawClient.head("PUT", "/metrics/job/a", CURL, "Expect: 100-continue", "Content-Length: 4")
                    + "\r\n");
            assertThat(client.read().status()).isEqualTo(100);

            client.send(RawClient.BODY);

            assertThat(client.read().status()).isEqualTo(200);
            assertThat(pushed().head().has("Expect")).isFalse();
        }

        @Test
        void isRefusedBeforeTheBodyIsSentIfThatIsTooLarge() throws IOException {
            client.send(RawClient.head("PUT", "/metrics/job/a", "Expect: 100-continue", "Content-Length: 99999999999")
                    + "\r\n");

            assertThat(client.read().status()).isEqualTo(413);
        }
    }
}
