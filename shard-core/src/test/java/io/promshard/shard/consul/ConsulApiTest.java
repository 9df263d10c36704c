package io.promshard.shard.consul;

import static io.promshard.shard.consul.FakeConsul.SERVICES;
import static io.promshard.shard.consul.FakeConsul.json;
import static io.promshard.shard.consul.FakeConsul.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.shard.consul.ConsulException.Refused;
import io.promshard.shard.consul.ConsulException.Unreachable;
import io.promshard.shard.servers.SelfSigned;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsulApiTest {

    /** For what does not come. */
    private static final Duration SOON = Duration.ofMillis(300);

    /** For what does. */
    private static final Duration IN_TIME = Duration.ofSeconds(5);

    private static final String SECRET = "8d1bb7f4-0c6e-4b52-bd0b-0f7dbd1d7e0a";

    private FakeConsul consul;

    @BeforeEach
    void open() throws IOException {
        consul = FakeConsul.start();
    }

    @AfterEach
    void close() {
        consul.close();
    }

    @Test
    void givesBodyAndIndex() throws Exception {
        consul.then(SERVICES, json(17, "{}"));

        ConsulReply answer = get(consul.settings());

        assertThat(answer.text()).isEqualTo("{}");
        assertThat(answer.waitIndex()).isEqualTo(17);
    }

    @ParameterizedTest
    @CsvSource({"403, Permission denied", "404, not here", "429, slow down", "500, No cluster leader", "301, moved"})
    void namesStatusAndWordsOfARefusal(int status, String body) {
        consul.then(SERVICES, status(status, body));

        assertThatThrownBy(() -> get(consul.settings()))
                .isInstanceOf(Refused.class)
                .hasMessage("GET /v1/agent/services answered " + status + ": " + body);
    }

    @Test
    void quotesOnlyTheBeginningOfALongRefusal() {
        consul.then(SERVICES, status(500, "long \n".repeat(10_000)));

        assertThatThrownBy(() -> get(consul.settings()))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300).endsWith("long …"));
    }

    @Test
    void givesStatusesThatTheAskerCanTake() throws Exception {
        consul.then(SERVICES, status(404, "none"), status(409, "no"));
        try (ConsulApi api = new ConsulApi(consul.settings())) {
            ConsulReply reply = api.ask("PUT", SERVICES, "text".getBytes(StandardCharsets.UTF_8), IN_TIME, 404);

            assertThat(reply.ok()).isFalse();
            assertThat(reply.text()).isEqualTo("none");
            assertThatThrownBy(reply::waitIndex).isInstanceOf(Refused.class).hasMessageContaining("X-Consul-Index");
            assertThat(consul.requests(SERVICES).getFirst().body()).isEqualTo("text");
            assertThatThrownBy(() -> api.ask("PUT", SERVICES, new byte[0], IN_TIME, 404))
                    .isInstanceOf(Refused.class)
                    .hasMessage("PUT /v1/agent/services answered 409: no");
        }
    }

    @Test
    void refusesAnIndexThatIsNoNumber() {
        consul.then(SERVICES, exchange -> {
            exchange.getResponseHeaders().set("X-Consul-Index", "many");
            status(200, "{}").handle(exchange);
        });

        assertThatThrownBy(() -> get(consul.settings())).hasMessageContaining("X-Consul-Index");
    }

    @Nested
    class Silence {

        @Test
        void beforeTheHeadIsTimed() {
            assertThatThrownBy(() -> get(consul.settings(), SOON))
                    .isInstanceOf(Unreachable.class)
                    .hasMessageContaining("was not answered within 300 ms");
        }

        @Test
        void withinTheBodyIsTimedToo() {
            consul.then(SERVICES, consul.stalling());

            assertThatThrownBy(() -> get(consul.settings(), SOON))
                    .isInstanceOf(Unreachable.class)
                    .hasMessageContaining("was not answered within 300 ms");
        }

        @Test
        void ofAClosedPortNamesTheAddress() {
            ConsulSettings settings = consul.settings();
            consul.close();

            assertThatThrownBy(() -> get(settings))
                    .isInstanceOf(Unreachable.class)
                    .hasMessageContaining(settings.address() + "/v1/agent/services failed: ")
                    .hasMessageContaining("ConnectException");
        }
    }

    @Nested
    class Token {

        @Test
        void isSent() throws Exception {
            consul.then(SERVICES, json(1, "{}"));

            get(consul.settings().withToken(() -> SECRET + "\n"));

            assertThat(consul.requests(SERVICES).getFirst().token()).contains(SECRET);
        }

        @Test
        void isNotSentWhereItIsBlank() throws Exception {
            consul.then(SERVICES, json(1, "{}"));

            get(consul.settings().withToken(() -> " \n"));

            assertThat(consul.requests(SERVICES).getFirst().token()).isEmpty();
        }

        @Test
        void isReadAnewForEachRequest() throws Exception {
            consul.always(SERVICES, json(1, "{}"));
            AtomicReference<String> file = new AtomicReference<>("first");
            try (ConsulApi api = new ConsulApi(consul.settings().withToken(file::get))) {
                api.get(SERVICES, IN_TIME);
                file.set("second");
                api.get(SERVICES, IN_TIME);
            }

            assertThat(consul.requests(SERVICES))
                    .extracting(FakeConsul.Request::token)
                    .containsExactly(Optional.of("first"), Optional.of("second"));
        }

        @Test
        void isNeverShownThoughConsulRepeatsIt() {
            consul.then(SERVICES, status(403, "token " + SECRET + " lacks permission"));

            assertThatThrownBy(() -> get(consul.settings().withToken(() -> SECRET)))
                    .hasMessageEndingWith("403: token <token> lacks permission");
        }

        @Test
        void isNeverShownThoughNoHeaderCanCarryIt() {
            Supplier<String> broken = () -> SECRET + "\nsecond line";

            assertThatThrownBy(() -> get(consul.settings().withToken(broken)))
                    .isInstanceOf(Refused.class)
                    .hasMessage("the ACL token has characters that no token has");
        }

        @Test
        void thatCannotBeReadIsARefusal() {
            Supplier<String> unreadable = () -> {
                throw new UncheckedIOException(new IOException("no such file"));
            };

            assertThatThrownBy(() -> get(consul.settings().withToken(unreadable)))
                    .isInstanceOf(Refused.class)
                    .hasMessageStartingWith("the ACL token cannot be read: ")
                    .hasMessageContaining("no such file");
        }
    }

    @Nested
    class Tls {

        @Test
        void isSpokenWithTheContextGiven(@TempDir Path folder) throws Exception {
            SelfSigned certificate = SelfSigned.create(folder);
            try (FakeConsul secure = FakeConsul.startTls(certificate.context())) {
                secure.then(SERVICES, json(9, "{}"));

                assertThat(get(secure.settings().withTls(certificate.context())).waitIndex())
                        .isEqualTo(9);
            }
        }

        @Test
        void toAStrangerIsRefused(@TempDir Path folder) throws Exception {
            SelfSigned certificate = SelfSigned.create(folder);
            try (FakeConsul secure = FakeConsul.startTls(certificate.context())) {
                secure.then(SERVICES, json(9, "{}"));

                assertThatThrownBy(() -> get(secure.settings()))
                        .isInstanceOf(Unreachable.class)
                        .hasMessageContaining("SSLHandshakeException");
            }
        }
    }

    private static ConsulReply get(ConsulSettings settings) throws Exception {
        return get(settings, IN_TIME);
    }

    private static ConsulReply get(ConsulSettings settings, Duration timeout) throws Exception {
        try (ConsulApi api = new ConsulApi(settings)) {
            return api.get(SERVICES, timeout);
        }
    }
}
