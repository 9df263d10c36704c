package io.promshard.target.agent;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static io.promshard.target.publish.Samples.targets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import io.promshard.shard.http.Towards;
import io.promshard.target.agent.wire.AgentAnswer;
import io.promshard.target.publish.EncodedList;
import io.promshard.target.publish.Version;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AgentTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    private Path root;

    private final WireMockServer sharder = new WireMockServer(WireMockConfiguration.options()
            .bindAddress("127.0.0.1")
            .dynamicPort()
            .gzipDisabled(true));
    private final List<Agent> agents = new ArrayList<>();
    private Agent agent;

    AgentTest() {
        sharder.start();
    }

    @BeforeEach
    void begin() {
        agent = started();
    }

    @AfterEach
    void end() {
        agents.forEach(Agent::close);
        sharder.stop();
    }

    @Test
    void writesWhatItIsToldAndAsksForWhatIsNewer() throws Exception {
        say(answer(1, 7, 3));
        agent.turn();

        assertThat(published()).isEqualTo(EncodedList.of(targets("j", 3)).json());
        assertThat(agent.status().applied()).isEqualTo(new Version(1, 7));

        say(aResponse().withStatus(204));
        agent.turn();
        sharder.verify(getRequestedFor(anyUrl())
                .withQueryParam("after", equalTo("1.7"))
                .withQueryParam("applied", equalTo("1.7")));
        assertThat(agent.status().failures()).isZero();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whateverIsWrongWithAnAnswerTheFilesStay(ResponseDefinitionBuilder fault) throws Exception {
        say(answer(1, 7, 3));
        agent.turn();

        say(fault);
        Duration pause = agent.turn();

        assertThat(published()).isEqualTo(EncodedList.of(targets("j", 3)).json());
        assertThat(agent.status().applied()).isEqualTo(new Version(1, 7));
        assertThat(agent.status().failures()).isEqualTo(1);
        assertThat(agent.status().error()).isNotEmpty();
        assertThat(agent.figures().failedPolls()).isEqualTo(1);
        assertThat(pause).isPositive();

        say(answer(1, 8, 4));
        agent.turn();
        assertThat(agent.status().failures()).isZero();
        assertThat(published()).isEqualTo(EncodedList.of(targets("j", 4)).json());
    }

    static Stream<ResponseDefinitionBuilder> faults() {
        byte[] whole = answer(1, 8, 4).json();
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        return Stream.of(
                aResponse().withStatus(503).withBody("{\"status\":\"error\",\"error\":\"not yet\"}"),
                aResponse().withStatus(404),
                aResponse().withStatus(500).withBody("x".repeat(10_000)),
                aResponse().withStatus(302).withHeader("Location", "http://127.0.0.1:1/"),
                aResponse().withStatus(200),
                aResponse().withStatus(200).withBody("<html>login</html>"),
                aResponse().withStatus(200).withBody("[]"),
                aResponse().withStatus(200).withBody(half),
                aResponse()
                        .withStatus(200)
                        .withHeader("Content-Length", String.valueOf(whole.length))
                        .withBody(half),
                aResponse()
                        .withStatus(200)
                        .withHeader("Content-Encoding", "gzip")
                        .withBody(whole),
                aResponse().withStatus(200).withBody(answer(1, 8, 50_000).json()),
                aResponse()
                        .withStatus(200)
                        .withBody(new AgentAnswer("g", "other", new Version(1, 8), new TreeMap<>()).json()),
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                aResponse().withFault(Fault.EMPTY_RESPONSE),
                aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE),
                aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));
    }

    @ParameterizedTest
    @MethodSource("delays")
    void anAnswerThatDoesNotComeInTimeIsGivenUp(ResponseDefinitionBuilder slow) throws Exception {
        say(slow);
        Agent hasty = started(settings(List.of(URI.create(sharder.baseUrl())), "/{job}.json", SHORT));

        hasty.turn();

        assertThat(hasty.status().error()).contains("no whole answer within 300 ms");
        assertThat(root.resolve("j.json")).doesNotExist();
    }

    static Stream<ResponseDefinitionBuilder> delays() {
        byte[] whole = answer(1, 8, 4).json();
        return Stream.of(
                aResponse().withBody(whole).withFixedDelay(4000),
                aResponse().withBody(whole).withChunkedDribbleDelay(20, 4000));
    }

    @Test
    void anOlderAnswerIsRefusedAlsoAfterARestart() throws Exception {
        say(answer(2, 7, 3));
        agent.turn();

        say(answer(1, 99, 5));
        agent.turn();
        assertThat(agent.status().error()).contains("1.99", "2.7");
        assertThat(agent.figures().refusedAnswers()).isEqualTo(1);

        agent = started();
        agent.turn();
        assertThat(agent.status().error()).contains("1.99", "2.7");
        assertThat(published()).isEqualTo(EncodedList.of(targets("j", 3)).json());

        say(answer(2, 8, 4));
        agent.turn();
        assertThat(published()).isEqualTo(EncodedList.of(targets("j", 4)).json());
    }

    @Test
    void aRestartWritesNothingThatIsThereAndPutsRightWhatIsNot() throws Exception {
        say(answer(1, 7, 3));
        agent.turn();

        agent = started();
        assertThat(agent.status().applied()).isEqualTo(new Version(1, 7));
        agent.turn();
        sharder.verify(2, getRequestedFor(anyUrl()).withQueryParam("after", equalTo("0.0")));
        assertThat(agent.figures().filesWritten()).isZero();

        Files.writeString(root.resolve("j.json"), "half");
        agent = started();
        agent.turn();
        assertThat(agent.figures().filesWritten()).isEqualTo(1);
    }

    @Test
    void whatSomebodyChangesMeanwhileIsPutRightAfterTheNextPoll() throws Exception {
        say(answer(1, 7, 3));
        agent.turn();
        Files.delete(root.resolve("j.json"));

        say(aResponse().withStatus(204));
        agent.turn();

        assertThat(published()).isEqualTo(EncodedList.of(targets("j", 3)).json());
    }

    @Test
    void aFileThatCannotBeWrittenIsReportedAndTriedAgain() throws Exception {
        Files.createDirectories(root.resolve("j.json/in-the-way"));
        say(answer(1, 7, 3));
        agent.turn();

        assertThat(agent.status().accepted()).isEqualTo(new Version(1, 7));
        assertThat(agent.status().applied()).isEqualTo(Version.NONE);
        assertThat(agent.figures().failedApplies()).isEqualTo(1);

        Files.delete(root.resolve("j.json/in-the-way"));
        Files.delete(root.resolve("j.json"));
        agent.turn();
        sharder.verify(getRequestedFor(anyUrl())
                .withQueryParam("applied", equalTo("0.0"))
                .withQueryParam("error", containing("j.json")));
        assertThat(agent.status().applied()).isEqualTo(new Version(1, 7));
    }

    @Test
    void withoutAnySharderTheFilesStayAndPausesGrow() throws Exception {
        say(answer(1, 7, 3));
        agent.turn();
        sharder.stop();

        Duration longest = Duration.ZERO;
        for (int i = 0; i < 12; i++) {
            Duration pause = agent.turn();
            longest = pause.compareTo(longest) > 0 ? pause : longest;
        }

        assertThat(published()).isEqualTo(EncodedList.of(targets("j", 3)).json());
        assertThat(agent.status().failures()).isEqualTo(12);
        assertThat(longest).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
    }

    @Test
    void theNextSharderIsAskedAtOnce() throws Exception {
        WireMockServer other = new WireMockServer(
                WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
        other.start();
        try {
            other.stubFor(get(anyUrl())
                    .willReturn(aResponse().withBody(answer(1, 7, 3).json())));
            say(aResponse().withStatus(503));
            agent = started(List.of(URI.create(sharder.baseUrl()), URI.create(other.baseUrl())));

            for (int turns = 0; turns < 2 && agent.status().applied().equals(Version.NONE); turns++) {
                assertThat(agent.turn()).isLessThan(Duration.ofMillis(100));
            }

            assertThat(agent.status().applied()).isEqualTo(new Version(1, 7));
        } finally {
            other.stop();
        }
    }

    @Test
    void oneWithoutNewsIsFollowedByTheNext() throws Exception {
        WireMockServer other = new WireMockServer(
                WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
        other.start();
        try {
            other.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(204)));
            say(aResponse().withStatus(204));
            agent = started(List.of(URI.create(sharder.baseUrl()), URI.create(other.baseUrl())));

            for (int turns = 0; turns < 4; turns++) {
                agent.turn();
            }

            other.verify(2, getRequestedFor(anyUrl()));
            sharder.verify(2, getRequestedFor(anyUrl()));
        } finally {
            other.stop();
        }
    }

    @Test
    void whatIsRememberedMayBeGarbage() throws Exception {
        say(answer(1, 7, 3));
        agent.turn();
        try (Stream<Path> kept = Files.list(root.resolve(".target-sharder"))) {
            Files.writeString(kept.findFirst().orElseThrow(), "garbage");
        }

        agent = started();
        agent.turn();

        assertThat(agent.status().applied()).isEqualTo(new Version(1, 7));
    }

    @Test
    void settingsWithoutASharderOrAJobInThePathAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> started(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Agent(
                        settings(List.of(URI.create("http://127.0.0.1:1")), "/all.json", LONG),
                        Towards.ANYBODY,
                        Clock.systemUTC(),
                        System::nanoTime,
                        new Random(1)));
    }

    private Agent started() {
        return started(List.of(URI.create(sharder.baseUrl())));
    }

    private Agent started(List<URI> sharders) {
        return started(settings(sharders, "/{job}.json", LONG));
    }

    private Agent started(AgentSettings settings) {
        Agent started = new Agent(settings, Towards.ANYBODY, Clock.systemUTC(), System::nanoTime, new Random(1));
        agents.add(started);
        return started;
    }

    private AgentSettings settings(List<URI> sharders, String file, Duration timeout) {
        return new AgentSettings("g", "c", sharders, root + file, "", "me", timeout, 100_000);
    }

    private void say(AgentAnswer answer) {
        say(aResponse().withBody(answer.json()));
    }

    private void say(ResponseDefinitionBuilder response) {
        sharder.stubFor(get(anyUrl()).willReturn(response));
    }

    private static AgentAnswer answer(long term, long generation, int targets) {
        return new AgentAnswer(
                "g",
                "c",
                new Version(term, generation),
                new TreeMap<>(Map.of("j", EncodedList.of(targets("j", targets)))));
    }

    private byte[] published() throws IOException {
        return Files.readAllBytes(root.resolve("j.json"));
    }
}
