package io.promshard.query.discovery;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.promshard.query.client.http.HttpShardClient;
import io.promshard.query.client.http.HttpShardSettings;
import io.promshard.shard.http.Towards;
import io.promshard.shard.membership.Member;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class ApiInspectorTest {

    private static final String CONFIG = "/api/v1/status/config";
    private static final String BUILD = "/api/v1/status/buildinfo";
    private static final String VALUES = "/api/v1/label/cluster/values";
    private static final String SERIES = "/api/v1/series";

    @RegisterExtension
    final WireMockExtension server = WireMockExtension.newInstance()
            .options(options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final HttpShardClient client = new HttpShardClient(
            new HttpShardSettings(
                    Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMinutes(1), 1_000_000, false),
            Towards.ANYBODY,
            timer);

    @BeforeEach
    void wellBehaved() {
        answers(CONFIG, "{\"yaml\":\"global:\\n  external_labels:\\n    cluster: a\\n\"}");
        answers(BUILD, "{\"version\":\"3.5.3\"}");
        answers(VALUES, "[\"x\",\"y\"]");
        answers(SERIES, "[{\"__name__\":\"up\"}]");
    }

    @AfterEach
    void close() {
        client.close();
        timer.shutdownNow();
    }

    private void answers(String path, String data) {
        server.stubFor(get(urlPathEqualTo(path)).willReturn(okJson("{\"status\":\"success\",\"data\":" + data + "}")));
    }

    private ServerFacts inspect(String label, LabelMode mode) throws InspectionException {
        return new ApiInspector(client, label, mode, Duration.ofSeconds(2), System::nanoTime)
                .inspect(Member.at(URI.create(server.baseUrl())), null);
    }

    private ServerFacts inspect(LabelMode mode) throws InspectionException {
        return inspect("cluster", mode);
    }

    @Test
    void asksForAllThatMatters() throws Exception {
        assertThat(inspect(LabelMode.AUTO))
                .isEqualTo(new ServerFacts("3.5.3", Map.of("cluster", "a"), Set.of("x", "y"), true));

        server.verify(getRequestedFor(urlPathEqualTo(SERIES))
                .withQueryParam("match[]", equalTo("{__name__!=\"\",cluster=\"\"}"))
                .withQueryParam("limit", equalTo("1")));
    }

    @Test
    void asksNoMoreThanItNeeds() throws Exception {
        answers(VALUES, "[]");

        assertThat(inspect(LabelMode.AUTO).unlabelled()).isFalse();
        assertThat(inspect(LabelMode.EXTERNAL).stored()).isEmpty();
        server.verify(0, getRequestedFor(urlPathEqualTo(SERIES)));
        server.verify(1, getRequestedFor(urlPathEqualTo(VALUES)));

        assertThat(inspect(LabelMode.STORED).unlabelled()).isTrue();
    }

    @Test
    void seriesWithoutTheLabelAreLookedForUntilSeen() throws Exception {
        ServerFacts known = inspect(LabelMode.AUTO);
        server.resetRequests();

        new ApiInspector(client, "cluster", LabelMode.AUTO, Duration.ofSeconds(2), System::nanoTime)
                .inspect(Member.at(URI.create(server.baseUrl())), known);

        server.verify(0, getRequestedFor(urlPathEqualTo(SERIES)));
    }

    @Test
    void aNameThatIsNotClassicIsEscapedInThePathAndQuotedInTheSelector() throws Exception {
        answers("/api/v1/label/U__k8s_2e_cluster__name/values", "[\"x\"]");

        inspect("k8s.cluster_name", LabelMode.AUTO);

        server.verify(getRequestedFor(urlPathEqualTo(SERIES))
                .withQueryParam("match[]", equalTo("{__name__!=\"\",\"k8s.cluster_name\"=\"\"}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {CONFIG, BUILD})
    void aServerThatIsNotQuiteAPrometheusMayLackIt(String path) throws Exception {
        server.stubFor(get(urlPathEqualTo(path)).willReturn(aResponse().withStatus(404)));

        assertThat(inspect(LabelMode.AUTO).stored()).containsExactlyInAnyOrder("x", "y");
    }

    @ParameterizedTest
    @ValueSource(strings = {CONFIG, BUILD, VALUES, SERIES})
    void halfAnInspectionIsNone(String path) {
        server.stubFor(get(urlPathEqualTo(path)).willReturn(aResponse().withStatus(503)));

        assertThatExceptionOfType(InspectionException.class)
                .isThrownBy(() -> inspect(LabelMode.AUTO))
                .withMessage(path + " answered 503");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html>hi</html> | answered what is no JSON",
                "{\"status\":\"error\"} | answered no success",
                "null | answered no success",
                "'' | answered no success",
            })
    void whatIsNoAnswerIsAFailure(String body, String message) {
        server.stubFor(get(urlPathEqualTo(VALUES))
                .willReturn(aResponse().withStatus(200).withBody(body)));

        assertThatExceptionOfType(InspectionException.class)
                .isThrownBy(() -> inspect(LabelMode.AUTO))
                .withMessage(VALUES + " " + message);
    }

    @Test
    void aSilentServerTakesNoLongerThanTheTimeout() {
        server.stubFor(get(urlPathEqualTo(VALUES)).willReturn(aResponse().withFixedDelay(10_000)));

        assertThatExceptionOfType(InspectionException.class)
                .isThrownBy(() -> inspect(LabelMode.AUTO))
                .withMessage(VALUES + ": no answer came in time");
    }

    @Test
    void aLabelWithTensOfThousandsOfValuesNamesNoShards() {
        answers(
                VALUES,
                IntStream.rangeClosed(0, 10_000)
                        .mapToObj(i -> "\"v" + i + "\"")
                        .collect(Collectors.joining(",", "[", "]")));

        assertThatExceptionOfType(InspectionException.class)
                .isThrownBy(() -> inspect(LabelMode.AUTO))
                .withMessage("more than 10000 values of cluster are no shards");
    }
}
