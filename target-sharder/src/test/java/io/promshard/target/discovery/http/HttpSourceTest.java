package io.promshard.target.discovery.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static io.promshard.target.discovery.SourceFixture.addresses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.promshard.target.discovery.Limits;
import io.promshard.target.discovery.MayHangContract;
import io.promshard.target.discovery.SourceException;
import io.promshard.target.discovery.TargetSource;
import io.promshard.target.discovery.TargetSourceContract;
import io.promshard.target.model.DiscoveredTarget;
import io.promshard.target.spec.SourceSpec;
import io.promshard.target.spec.SourceSpec.Credentials;
import io.promshard.target.spec.SourceSpec.Mapping;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSourceTest implements TargetSourceContract, MayHangContract {

    @RegisterExtension
    static final WireMockExtension server = WireMockExtension.newInstance()
            .options(options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private static final String SD = "/sd?token=secret";

    private HttpSource source;

    @BeforeEach
    void open() {
        source = source(Credentials.NONE);
    }

    @AfterEach
    void close() {
        source.close();
    }

    @Override
    public TargetSource source() {
        return source;
    }

    @Override
    public void give(String... addresses) {
        answer(jsonResponse(json(addresses), 200));
    }

    @Override
    public void spoil() {
        answer(aResponse().withStatus(500));
    }

    @Override
    public void hang() {
        answer(jsonResponse(json("a:1"), 200).withChunkedDribbleDelay(10, 60_000));
    }

    @Override
    public Duration timeLimit() {
        return Duration.ofSeconds(5);
    }

    @Test
    void saysWhereATargetIsFromAndHidesWhatMayBeSecretElsewhere() throws Exception {
        give("a:1");

        assertThat(source.read().getFirst().labels().get("__meta_url")).isEqualTo(server.baseUrl() + SD);
        assertThat(source.name()).isEqualTo("http " + server.baseUrl() + "/sd");
    }

    @Test
    void asksAsPrometheusDoes() throws Exception {
        give("a:1");

        source.read();

        server.verify(getRequestedFor(urlEqualTo(SD))
                .withHeader("Accept", equalTo("application/json"))
                .withHeader("X-Prometheus-Refresh-Interval-Seconds", equalTo("90.5")));
    }

    static Stream<Arguments> troubles() {
        return Stream.of(
                Arguments.of(aResponse().withStatus(204), "it answered 204"),
                Arguments.of(aResponse().withStatus(404), "it answered 404"),
                Arguments.of(aResponse().withStatus(304), "it answered 304"),
                Arguments.of(aResponse().withStatus(500).withBody("[]"), "it answered 500"),
                Arguments.of(aResponse().withBody("[]"), "must be application/json, got \"\""),
                Arguments.of(
                        aResponse().withBody("<html>").withHeader("Content-Type", "text/html"),
                        "must be application/json, got \"text/html\""),
                Arguments.of(
                        aResponse().withBody("[]").withHeader("Content-Type", "application/json; charset=latin1"),
                        "must be application/json, got"),
                Arguments.of(jsonResponse("", 200), "must be a list of groups, got nothing"),
                Arguments.of(jsonResponse("[{\"targets\": [1]}]", 200), "group 1: a target must be a text"),
                Arguments.of(jsonResponse("[]", 200).withHeader("Content-Encoding", "gzip"), "cannot be read"),
                Arguments.of(aResponse().withFault(Fault.EMPTY_RESPONSE), "it could not be asked"),
                Arguments.of(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), "it could not be asked"),
                Arguments.of(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK), "it could not be asked"),
                Arguments.of(temporaryRedirect("ftp://x/"), "it answered 302 without a place to go to"),
                Arguments.of(aResponse().withStatus(307), "it answered 307 without a place to go to"),
                Arguments.of(temporaryRedirect(SD), "it redirects more than 10 times"));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void failsAndSaysWhy(ResponseDefinitionBuilder trouble, String message) {
        answer(trouble);

        assertThatThrownBy(source::read)
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith(server.baseUrl() + "/sd: ")
                .hasMessageContaining(message)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "Application/JSON; charset=UTF-8", "application/json;charset=\"utf-8\""})
    void takesTheContentTypesOfPrometheus(String type) throws Exception {
        answer(aResponse().withBody(json("a:1")).withHeader("Content-Type", type));

        assertThat(addresses(source.read())).containsExactly("a:1");
    }

    @Test
    void failsIfNobodyListens() {
        source = new HttpSource(spec(URI.create("http://127.0.0.1:1/sd"), Credentials.NONE), Limits.STANDARD);

        assertThatThrownBy(source::read)
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith("http://127.0.0.1:1/sd: it could not be asked: ");
    }

    @Test
    void failsForAnAnswerThatIsTooLarge() {
        give("a:1", "b:1");
        source = new HttpSource(spec(URI.create(server.baseUrl()), Credentials.NONE), new Limits(20, 10, 10, 10, 10));

        assertThatThrownBy(source::read)
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("it is larger than 20 bytes");
    }

    @Nested
    class AnUnmodifiedAnswer {

        @Test
        void isTheOneBefore() throws Exception {
            answer(jsonResponse(json("a:1"), 200).withHeader("ETag", "\"1\""));
            List<DiscoveredTarget> first = source.read();
            server.stubFor(get(urlEqualTo(SD))
                    .withHeader("If-None-Match", equalTo("\"1\""))
                    .willReturn(aResponse().withStatus(304)));

            assertThat(source.read()).isSameAs(first);
        }

        @Test
        void isTheLastGoodOneThoughABadOneCameBetween() throws Exception {
            answer(jsonResponse(json("a:1"), 200).withHeader("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT"));
            source.read();
            answer(jsonResponse("[{]", 200).withHeader("ETag", "\"2\""));
            assertThatThrownBy(source::read).isInstanceOf(SourceException.class);
            server.stubFor(get(urlEqualTo(SD))
                    .withHeader("If-Modified-Since", equalTo("Thu, 01 Jan 2026 00:00:00 GMT"))
                    .willReturn(aResponse().withStatus(304)));

            assertThat(addresses(source.read())).containsExactly("a:1");
        }
    }

    @Nested
    class ACredential {

        @TempDir
        private Path folder;

        @Test
        void isReadAnewForEachRequest() throws Exception {
            Path token = Files.writeString(folder.resolve("token"), "one\n");
            source = source(new Credentials("", "", token.toString()));
            give("a:1");
            source.read();

            Files.writeString(token, "two\n");
            source.read();

            server.verify(1, getRequestedFor(urlEqualTo(SD)).withHeader("Authorization", equalTo("Bearer one")));
            server.verify(1, getRequestedFor(urlEqualTo(SD)).withHeader("Authorization", equalTo("Bearer two")));
        }

        @Test
        void mayBeAUserAndAPassword() throws Exception {
            Path password = Files.writeString(folder.resolve("password"), "pass\n");
            source = source(new Credentials("user", password.toString(), ""));
            give("a:1");

            source.read();

            server.verify(getRequestedFor(urlEqualTo(SD)).withHeader("Authorization", equalTo("Basic dXNlcjpwYXNz")));
        }

        @Test
        void thatIsNotThereIsAFailure() {
            source = source(new Credentials("", "", folder + "/no"));

            assertThatThrownBy(source::read)
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("the secret in " + folder + "/no cannot be read");
        }

        @Test
        void thatNoHeaderCanCarryIsNotShown() throws Exception {
            Path token = Files.writeString(folder.resolve("token"), "hush\nhush");
            source = source(new Credentials("", "", token.toString()));

            assertThatThrownBy(source::read)
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("is empty or has more than one line")
                    .hasMessageNotContaining("hush");
        }

        @Test
        void followsARedirectWithinItsServerAndToNoOther() throws Exception {
            WireMockServer other = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
            other.start();
            try {
                other.stubFor(any(anyUrl()).willReturn(jsonResponse(json("b:1"), 200)));
                server.stubFor(get(urlEqualTo(SD)).willReturn(temporaryRedirect("/moved")));
                server.stubFor(get(urlEqualTo("/moved")).willReturn(temporaryRedirect(other.baseUrl() + "/away")));
                source = source(new Credentials(
                        "", "", Files.writeString(folder.resolve("t"), "one").toString()));

                assertThat(addresses(source.read())).containsExactly("b:1");

                server.verify(getRequestedFor(urlEqualTo("/moved")).withHeader("Authorization", equalTo("Bearer one")));
                other.verify(getRequestedFor(urlEqualTo("/away")).withoutHeader("Authorization"));
            } finally {
                other.stop();
            }
        }
    }

    @Test
    void readsAServiceTreeThatIsAskedByPost() throws Exception {
        server.stubFor(post(urlEqualTo("/query/resource?get_all=1"))
                .withRequestBody(equalToJson("{\"resource_type\": \"ecs\"}"))
                .willReturn(aResponse().withBody("""
                        {"code": 0, "data": [
                          {"name": "web-1", "private_ip": ["10.0.0.1", "10.1.0.1"], "tags": {"env": "prod"}},
                          {"name": "web-2", "private_ip": ["10.0.0.2"], "tags": {}}]}""")));
        Mapping mapping = new Mapping(
                "/data", "{/private_ip/0}:9100", Map.of("name", "/name", "env", "/tags/env", "owner", "ops"));
        source = new HttpSource(
                new SourceSpec.Http(
                        URI.create(server.baseUrl() + "/query/resource?get_all=1"),
                        "POST",
                        "{\"resource_type\": \"ecs\"}",
                        Credentials.NONE,
                        mapping,
                        timeLimit(),
                        Duration.ofSeconds(10)),
                Limits.STANDARD);

        assertThat(source.read())
                .extracting(target -> target.labels().toString())
                .containsExactly(
                        "{__address__=\"10.0.0.1:9100\", env=\"prod\", name=\"web-1\", owner=\"ops\"}",
                        "{__address__=\"10.0.0.2:9100\", name=\"web-2\", owner=\"ops\"}");
        server.verify(postRequestedFor(anyUrl()).withHeader("Content-Type", equalTo("application/json")));
    }

    @Test
    void isAskedByGetOrPost() {
        SourceSpec.Http put = new SourceSpec.Http(
                URI.create("http://x"), "PUT", "", Credentials.NONE, Mapping.HTTP_SD, timeLimit(), timeLimit());

        assertThatThrownBy(() -> new HttpSource(put, Limits.STANDARD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the method must be GET or POST, got: PUT");
    }

    private static void answer(ResponseDefinitionBuilder answer) {
        server.stubFor(get(anyUrl()).willReturn(answer));
    }

    private static String json(String... addresses) {
        return Arrays.stream(addresses)
                .map(address -> '"' + address + '"')
                .collect(Collectors.joining(",", "[{\"targets\":[", "]}]"));
    }

    private HttpSource source(Credentials credentials) {
        return new HttpSource(spec(URI.create(server.baseUrl() + SD), credentials), Limits.STANDARD);
    }

    private SourceSpec.Http spec(URI url, Credentials credentials) {
        return new SourceSpec.Http(url, credentials, Mapping.HTTP_SD, timeLimit(), Duration.ofMillis(90_500));
    }
}
