package io.promshard.target.engine;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.promshard.shard.labels.Labels;
import io.promshard.target.discovery.SourceException;
import io.promshard.target.model.DiscoveredTarget;
import io.promshard.target.spec.SourceSpec;
import io.promshard.target.spec.SourceSpec.Credentials;
import io.promshard.target.spec.SourceSpec.Deliver;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class EngineTargetSourceTest {

    private static final String TARGETS = "/api/v1/targets";
    private static final String STATE = "/api/v1/status/runtimeinfo";
    private static final String CONFIG = "/api/v1/status/config";

    private static final String NOW = "Thu, 01 Jan 2026 00:10:00 GMT";

    private static final String NODE = """
            {"discoveredLabels": {"__address__": "10.0.0.1:9100", "__meta_consul_dc": "eu", "__metrics_path__": "/metrics",
                "__param_module": "cpu", "__scheme__": "http", "__scrape_interval__": "15s", "__scrape_timeout__": "10s",
                "env": "prod", "job": "node"},
             "labels": {"env": "prod", "instance": "a", "job": "node",
                "sharder_scrape_interval": "15s", "sharder_scrape_timeout": "10s"},
             "scrapePool": "node", "scrapeUrl": "https://10.0.0.1:9101/m?module=cpu", "globalUrl": "https://x",
             "lastError": "", "lastScrape": "0001-01-01T00:00:00Z", "health": "unknown",
             "scrapeInterval": "100y", "scrapeTimeout": "10s"}""";

    private static final String CONFIGURATION = """
            scrape_configs:
            - job_name: other
              scheme: https
            - job_name: node
              scheme: http
              metrics_path: /metrics
              scrape_interval: 15s
              scrape_timeout: 10s
              params:
                module: [cpu, disk]
            """;

    @RegisterExtension
    final WireMockExtension engine = WireMockExtension.newInstance()
            .options(options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.shutdownNow();
    }

    @BeforeEach
    void wellBehaved() {
        has(NODE);
        running("2026-01-01T00:00:00Z", "2026-01-01T00:00:00.5+01:00", NOW);
        configured(CONFIGURATION);
    }

    private void configured(String yaml) {
        answers(CONFIG, json("{\"status\": \"success\", \"data\": {\"yaml\": \"" + yaml.replace("\n", "\\n") + "\"}}"));
    }

    private void has(String... targets) {
        answers(
                TARGETS,
                json("{\"status\": \"success\", \"data\": {\"activeTargets\": [" + String.join(",", targets)
                        + "], \"droppedTargets\": [], \"droppedTargetCounts\": {\"node\": 3}}}"));
    }

    private void running(String started, String configured, String now) {
        answers(STATE, state(started, configured, now));
    }

    private static ResponseDefinitionBuilder state(String started, String configured, String now) {
        String times =
                "{\"startTime\": \"" + started + "\", \"lastConfigTime\": \"" + configured + "\", \"CWD\": \"/\"}";
        return json("{\"status\": \"success\", \"data\": " + times + "}", now);
    }

    private void answers(String path, ResponseDefinitionBuilder answer) {
        engine.stubFor(get(urlPathEqualTo(path)).willReturn(answer));
    }

    private static ResponseDefinitionBuilder json(String body) {
        return json(body, NOW);
    }

    private static ResponseDefinitionBuilder json(String body, String now) {
        return ok(body).withHeader("Content-Type", "application/json").withHeader("Date", now);
    }

    private EngineTargetSource source() {
        return source(Deliver.RAW, Credentials.NONE);
    }

    private EngineTargetSource source(Deliver deliver, Credentials credentials) {
        return source(deliver, credentials, Duration.ofSeconds(30));
    }

    private EngineTargetSource source(Duration warmUp) {
        return source(Deliver.RAW, Credentials.NONE, warmUp);
    }

    private EngineTargetSource source(Deliver deliver, Credentials credentials, Duration warmUp) {
        return new EngineTargetSource(
                new SourceSpec.Engine(
                        URI.create(engine.baseUrl() + "/"),
                        credentials,
                        "node",
                        deliver,
                        warmUp,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10)),
                client);
    }

    private static void refuses(EngineTargetSource source, String... why) {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(source::read)
                .withMessageMatching("(?s)engine http://localhost:\\d+, job node: .*")
                .satisfies(e -> assertThat(e.getMessage()).contains(why));
    }

    @Test
    void givesWhatWasDiscoveredWithoutWhatTheJobAdds() throws Exception {
        DiscoveredTarget target = source().read().getFirst();

        assertThat(target.labels())
                .isEqualTo(Labels.of("__address__", "10.0.0.1:9100", "__meta_consul_dc", "eu", "env", "prod"));
        assertThat(target.identity())
                .isEqualTo(Labels.of(
                        "__address__", "10.0.0.1:9101",
                        "__metrics_path__", "/m",
                        "__param_module", "cpu",
                        "__scheme__", "https",
                        "__scrape_interval__", "15s",
                        "__scrape_timeout__", "10s",
                        "env", "prod",
                        "instance", "a",
                        "job", "node"));
    }

    @Test
    void keepsWhatDiscoverySetItself() throws Exception {
        has(NODE.replace("\"__scheme__\": \"http\"", "\"__scheme__\": \"https\"")
                .replace("\"__scrape_interval__\": \"15s\"", "\"__scrape_interval__\": \"5m\"")
                .replace("\"prod\", \"job\": \"node\"", "\"prod\", \"job\": \"db\""));

        assertThat(source().read().getFirst().labels())
                .isEqualTo(Labels.of(
                        "__address__", "10.0.0.1:9100",
                        "__meta_consul_dc", "eu",
                        "__scheme__", "https",
                        "__scrape_interval__", "5m",
                        "env", "prod",
                        "job", "db"));
    }

    @Test
    void givesWhatTheEngineMadeOfItIfItShall() throws Exception {
        assertThat(source(Deliver.RELABELED, Credentials.NONE).read().getFirst().labels())
                .isEqualTo(Labels.of(
                        "__address__", "10.0.0.1:9101",
                        "__metrics_path__", "/m",
                        "__scheme__", "https",
                        "env", "prod",
                        "instance", "a"));
    }

    @Test
    void asksForItsOwnJobAlone() throws Exception {
        source().read();

        engine.verify(getRequestedFor(urlPathEqualTo(TARGETS))
                .withQueryParam("state", equalTo("active"))
                .withQueryParam("scrapePool", equalTo("node"))
                .withHeader("Accept-Encoding", equalTo("identity")));
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:9090, identity",
        "http://127.0.0.1:9090, identity",
        "http://127.8.0.9, identity",
        "http://[::1]:9090/engine, identity",
        "http://10.0.0.1:9090, gzip",
        "http://127.0.0.1.example.org, gzip",
        "http://engine:9090, gzip",
        "https://localhost.example.org, gzip",
        "http://[::2]:9090, gzip"
    })
    void asksForCompressionWhereANetworkIsBetween(URI engine, String encoding) {
        assertThat(EngineApi.encoding(engine)).isEqualTo(encoding);
    }

    @Test
    void givesTheVeryListWhileNothingChanges() throws Exception {
        String other = NODE.replace("10.0.0.1", "10.0.0.2");
        EngineTargetSource source = source();
        has(NODE, other);
        List<DiscoveredTarget> first = source.read();

        has(other, NODE);
        assertThat(source.read()).isSameAs(first);

        has(other);
        assertThat(source.read()).hasSize(1).allMatch(first::contains);
        engine.verify(1, getRequestedFor(urlPathEqualTo(CONFIG)));
    }

    @Test
    void looksAtTheConfigurationAgainWhenItIsNew() throws Exception {
        EngineTargetSource source = source();
        source.read();

        running("2026-01-01T00:00:00Z", "2026-01-01T00:05:00Z", NOW);
        source.read();

        engine.verify(2, getRequestedFor(urlPathEqualTo(CONFIG)));
    }

    @ParameterizedTest
    @CsvSource({"2026-01-01T00:09:45Z, 2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z, 2026-01-01T00:09:45.25Z"})
    void doesNotBelieveAnEngineThatHasNotWarmedUp(String started, String configured) {
        running(started, configured, NOW);

        refuses(source(), "ago, and is not believed before 30 s");
    }

    @Test
    void believesThatAJobIsEmpty() throws Exception {
        EngineTargetSource source = source();
        source.read();

        has();

        assertThat(source.read()).isEmpty();
    }

    @Test
    void doesNotBelieveAnEmptyJobOfAnEngineThatFoundNothingSinceItsRestart() throws Exception {
        EngineTargetSource source = source();
        List<DiscoveredTarget> before = source.read();
        running("2026-01-02T00:00:00Z", "2026-01-02T00:00:00Z", "Fri, 02 Jan 2026 10:00:00 GMT");

        has();
        refuses(source, "was started again at 2026-01-02T00:00:00Z and has found nothing since");

        has(NODE);
        assertThat(source.read()).isEqualTo(before);
        has();
        assertThat(source.read()).isEmpty();
    }

    @Test
    void refusesWhatAnEngineSaidThatWasConfiguredMeanwhile() throws Exception {
        EngineTargetSource source = source(Duration.ZERO);
        List<DiscoveredTarget> before = source.read();
        engine.stubFor(get(urlPathEqualTo(STATE))
                .inScenario("reload")
                .willSetStateTo("done")
                .willReturn(state("2026-01-01T00:00:00Z", "2026-01-01T00:00:00.5+01:00", NOW)));
        engine.stubFor(get(urlPathEqualTo(STATE))
                .inScenario("reload")
                .whenScenarioStateIs("done")
                .willReturn(state("2026-01-01T00:00:00Z", "2026-01-01T00:09:59Z", NOW)));

        refuses(source, "was started or configured anew while it was read");

        assertThat(source.read()).isSameAs(before);
        engine.verify(2, getRequestedFor(urlPathEqualTo(CONFIG)));
    }

    @Test
    void asksForNoTargetsOfAnEngineThatHasNotWarmedUp() {
        running("2026-01-01T00:09:45Z", "2026-01-01T00:09:45Z", NOW);

        refuses(source(), "is not believed before 30 s");

        engine.verify(0, getRequestedFor(urlPathEqualTo(TARGETS)));
    }

    @Test
    void refusesAServerThatScrapes() {
        has(NODE.replace("\"100y\"", "\"15s\""));

        refuses(source(), "would scrape https://10.0.0.1:9101/m?module=cpu every 15s", "`target-sharder render`");
    }

    @Test
    void refusesAServerThatDoesNotKnowThePool() {
        has();
        configured("scrape_configs:\n- job_name: x\n");

        refuses(source(), "has no such job in its scrape_configs");
    }

    @Test
    void refusesAServerThatIsTooOldToAskForAPool() {
        has(NODE, NODE.replace("\"scrapePool\": \"node\"", "\"scrapePool\": \"db\""));

        refuses(source(), "answered with targets of the job \"db\"", "before 2.42");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{\"status\": \"success\"}",
                "{\"status\": \"success\", \"data\": {\"droppedTargets\": []}}",
                "{\"status\": \"success\", \"data\": {\"activeTargets\": null}}",
                "{\"status\": \"success\", \"data\": {\"activeTargets\": [null]}}",
                "{\"status\": \"success\", \"data\": {\"activeTargets\": [{}]}}",
                "{\"status\": \"success\", \"data\": {\"activeTargets\": [{\"labels\": {\"a\": 1}}]}}",
                "{\"status\": \"success\", \"data\": {\"activeTargets\": [{\"labels\": [1]}]}}",
                "{\"status\": \"success\", \"data\": {\"activeTargets\": []}",
                "{\"status\": \"success\", \"data\": {\"activeTargets\": []}} {}",
                "{\"status\": \"success\", \"data\": {\"activeTargets\": [",
                "<html>"
            })
    void refusesWhatIsNotItsJson(String body) {
        answers(TARGETS, json(body));

        refuses(source(), "answered with");
    }

    @Test
    void saysWhatAnErrorSays() {
        answers(TARGETS, json("{\"status\": \"error\", \"errorType\": \"internal\", \"error\": \"out of tea\"}"));

        refuses(source(), "answered with the error \"out of tea\"");
    }

    @Test
    void refusesAnAnswerThatIsNoneAtAll() {
        answers(TARGETS, json("Service\n Unavailable").withStatus(503));
        refuses(source(), "answered 503: Service Unavailable");

        answers(
                TARGETS,
                ok("<html>hello").withHeader("Content-Type", "text/html").withHeader("Date", NOW));
        refuses(source(), "answered with \"text/html\" instead of JSON: <html>hello");

        answers(
                TARGETS,
                aResponse().withStatus(302).withHeader("Location", "/login").withHeader("Date", NOW));
        refuses(source(), "answered 302");

        answers(TARGETS, json("").withHeader("Content-Encoding", "br"));
        refuses(source(), "answered in the encoding \"br\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECTION_RESET_BY_PEER",
                "EMPTY_RESPONSE",
                "MALFORMED_RESPONSE_CHUNK",
                "RANDOM_DATA_THEN_CLOSE"
            })
    void refusesAConnectionThatBreaks(String fault) {
        answers(TARGETS, json("").withFault(Fault.valueOf(fault)));

        refuses(source(), "cannot be read: ");
    }

    @Test
    void refusesHalfOfACompressedAnswer() {
        answers(TARGETS, json("").withHeader("Content-Encoding", "gzip").withBody(half()));

        refuses(source(), "answered with");
    }

    private static byte[] half() {
        return new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xaa, 0x56};
    }

    @Test
    void waitsNoLongerThanItsTimeoutForTheWholeAnswer() {
        answers(
                TARGETS,
                json("{\"status\": \"success\", \"data\": " + " ".repeat(1000)).withChunkedDribbleDelay(100, 20_000));

        long begun = System.nanoTime();
        refuses(source(), "did not answer within 2000 ms");

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void saysThatNobodyIsThere() {
        EngineTargetSource source = new EngineTargetSource(
                new SourceSpec.Engine(
                        URI.create("http://127.0.0.1:1"),
                        Credentials.NONE,
                        "node",
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10)),
                client);

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(source::read)
                .withMessageStartingWith(
                        "engine http://127.0.0.1:1, job node: cannot be read: java.net.ConnectException");
    }

    @Test
    void authorisesItselfWithWhatIsInTheFilesNow(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "one\n");
        EngineTargetSource basic = source(Deliver.RAW, new Credentials("ann", secret.toString(), ""));
        EngineTargetSource bearer = source(Deliver.RAW, new Credentials("", "", secret.toString()));

        basic.read();
        engine.verify(
                getRequestedFor(urlPathEqualTo(TARGETS)).withHeader("Authorization", equalTo("Basic YW5uOm9uZQ==")));

        Files.writeString(secret, "two");
        bearer.read();
        engine.verify(getRequestedFor(urlPathEqualTo(TARGETS)).withHeader("Authorization", equalTo("Bearer two")));

        Files.delete(secret);
        refuses(bearer, "cannot read " + secret);
    }

    @Test
    void refusesAHugeLabel() {
        has(NODE.replace("\"prod\"", '"' + "x".repeat(1 << 21) + '"'));

        refuses(source(), "answered with JSON that cannot be read");
    }

    @Test
    void canBeInterrupted() {
        answers(TARGETS, json("").withFixedDelay(10_000));
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(source()::read);
    }
}
