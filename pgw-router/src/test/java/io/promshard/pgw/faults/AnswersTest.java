package io.promshard.pgw.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.promshard.pgw.faults.RawClient.Answer;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which answers of a gateway are final, and which send the push to the next one. */
@Timeout(60)
class AnswersTest {

    private static final String PATH = "/metrics/job/a";

    private final WireMockServer first = gateway();
    private final WireMockServer second = gateway();
    private Router router;
    private RawClient client;

    private static WireMockServer gateway() {
        WireMockServer server = new WireMockServer(
                options().bindAddress("127.0.0.1").dynamicPort().gzipDisabled(true));
        server.start();
        server.stubFor(get("/-/ready").willReturn(ok()));
        return server;
    }

    @BeforeEach
    void start() {
        router = Router.of(List.of(url(first), url(second)), "pgw-router.mode=proxy");
        client = router.client();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        router.close();
        first.stop();
        second.stop();
    }

    private static String url(WireMockServer server) {
        return "http://127.0.0.1:" + server.port();
    }

    private void both(ResponseDefinitionBuilder answer) {
        pushes(first, answer);
        pushes(second, answer);
    }

    private static void pushes(WireMockServer server, ResponseDefinitionBuilder answer) {
        server.stubFor(any(urlPathMatching("/metrics/.*")).willReturn(answer));
    }

    private static int pushesTo(WireMockServer server) {
        return (int) server.getAllServeEvents().stream()
                .filter(event -> event.getRequest().getUrl().startsWith("/metrics/"))
                .count();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204, 301, 307, 400, 401, 404, 413, 429, 499})
    void belowFiveHundredIsFinal(int status) throws IOException {
        both(aResponse().withStatus(status).withHeader("X-Word", "as it came"));

        Answer answer = client.put(PATH);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("X-Word")).isEqualTo("as it came");
        assertThat(pushesTo(first) + pushesTo(second)).isEqualTo(1);
    }

    @Test
    void theWordsOfARefusalComeThrough() throws IOException {
        both(aResponse().withStatus(400).withBody("text format parsing error in line 1\n"));

        assertThat(client.put(PATH).body()).isEqualTo("text format parsing error in line 1\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 599})
    void fromFiveHundredOnTheNextOneIsAsked(int status) throws IOException {
        pushes(first, aResponse().withStatus(status));
        pushes(second, ok("taken"));
        String path = pathThatFirstOwns();

        Answer answer = client.put(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("taken");
        assertThat(pushesTo(first)).isEqualTo(1);
    }

    private String pathThatFirstOwns() throws IOException {
        for (int i = 0; i < 100; i++) {
            String path = "/metrics/job/" + i;
            try (RawClient asker = router.client()) {
                Answer route =
                        asker.send("GET", "/api/v1/route?path=" + path, "").read();
                if (route.body().contains("\"owner\":\"127.0.0.1:" + first.port() + "\"")) {
                    return path;
                }
            }
        }
        throw new AssertionError("nothing of 100 groups on one of two gateways");
    }

    @Test
    void theLastOnesFailureStandsIfAllFail() throws IOException {
        both(aResponse().withStatus(503).withBody("full").withHeader("Retry-After", "7"));

        Answer answer = client.put(PATH);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("full");
        assertThat(answer.header("Retry-After")).isEqualTo("7");
        assertThat(pushesTo(first) + pushesTo(second)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER", "RANDOM_DATA_THEN_CLOSE"})
    void noAnswerFromOneThatIsWellIsFinal(Fault fault) throws IOException {
        both(aResponse().withFault(fault));

        Answer answer = client.put(PATH);

        assertThat(answer.status()).isEqualTo(502);
        assertThat(pushesTo(first) == 0 || pushesTo(second) == 0).isTrue();
    }

    @Test
    void anAnswerThatBreaksOffIsABadGateway() throws IOException {
        both(aResponse().withStatus(200).withBody("x".repeat(500)).withFault(Fault.MALFORMED_RESPONSE_CHUNK));

        assertThat(client.put(PATH).status()).isEqualTo(502);
    }

    @ParameterizedTest
    @CsvSource({"PUT, 1", "POST, 1", "DELETE, 2"})
    void aPushReachesOneGatewayAsItIsAndADeletionEach(String method, int gateways) throws IOException {
        both(ok());

        client.send(method, PATH, RawClient.BODY).read();

        // WireMock notes a request after it has answered it.
        await().until(() -> pushesToEither().size() == gateways);
        assertThat(pushesToEither()).allSatisfy(push -> {
            assertThat(push.getMethod().getName()).isEqualTo(method);
            assertThat(push.getUrl()).isEqualTo(PATH);
        });
        assertThat(pushesToEither())
                .filteredOn(push -> push.getBodyAsString().equals(RawClient.BODY))
                .isNotEmpty();
    }

    private List<LoggedRequest> pushesToEither() {
        return Stream.of(first, second)
                .flatMap(gateway -> gateway.getAllServeEvents().stream())
                .map(ServeEvent::getRequest)
                .filter(request -> request.getUrl().equals(PATH))
                .toList();
    }

    @Test
    void aCircuitThatIsOpenSparesTheGateway() throws IOException {
        pushes(first, aResponse().withStatus(500));
        pushes(second, ok());
        String path = pathThatFirstOwns();

        for (int i = 0; i < 30; i++) {
            assertThat(client.put(path).status()).isEqualTo(200);
        }

        assertThat(pushesTo(first)).isBetween(10, 13);
    }

    @Test
    void aGzippedAnswerIsNotUnpacked() throws IOException {
        both(aResponse().withStatus(200).withHeader("Content-Encoding", "gzip").withBody(new byte[] {
            0x1f, (byte) 0x8b, 0, 1, 2
        }));

        Answer answer = client.put(PATH);

        assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(Reaction.bytes(answer.body())).containsExactly(0x1f, 0x8b, 0, 1, 2);
    }

    @Test
    void headersOfTheGatewaysConnectionStayWithUs() throws IOException {
        both(ok().withHeader("Connection", "X-Hop")
                .withHeader("X-Hop", "1")
                .withHeader("Keep-Alive", "timeout=5")
                .withHeader("X-Kept", "1"));

        Answer answer = client.put(PATH);

        assertThat(answer.has("X-Hop")).isFalse();
        assertThat(answer.has("Keep-Alive")).isFalse();
        assertThat(answer.has("X-Kept")).isTrue();
    }
}
