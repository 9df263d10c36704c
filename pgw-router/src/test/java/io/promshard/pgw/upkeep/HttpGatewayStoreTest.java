package io.promshard.pgw.upkeep;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.scrape.GatewayReader;
import io.promshard.pgw.scrape.ScrapeSettings;
import io.promshard.pgw.upkeep.http.HttpGatewayStore;
import io.promshard.shard.membership.Member;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which failures to write to a gateway are its refusals, and which may be over soon. */
class HttpGatewayStoreTest {

    private static final GroupingKey KEY = GroupingKey.of(Map.of("job", "a"));

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpGatewayStore store = new HttpGatewayStore(
            new GatewayReader(
                    client, new ScrapeSettings("/metrics", Duration.ofSeconds(1), 1024), InstantSource.system()),
            client);
    private HttpServer server;
    private Member gateway;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        gateway = Member.at(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void anAnswerThatIsNoSuccessIsARefusalInTheGatewaysWords() {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(400, 3);
            exchange.getResponseBody().write("no\n".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.delete(gateway, KEY))
                .matches(StoreException::isRefusal)
                .withMessageContaining(gateway.id() + " answered 400 no");
    }

    /** As Pushgateway 1.11.0 does on what it finds inconsistent. */
    @Test
    void aConnectionThatEndsWithoutAnAnswerIsARefusal() {
        server.createContext("/", exchange -> exchange.close());

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.delete(gateway, KEY))
                .matches(StoreException::isRefusal);
    }

    @Test
    void aGatewayThatCannotBeReachedHasRefusedNothing() {
        server.stop(0);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.delete(gateway, KEY))
                .matches(e -> !e.isRefusal());
    }

    @Test
    void norHasOneThatSaysNothing() {
        server.createContext("/", exchange -> {});

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.delete(gateway, KEY))
                .matches(e -> !e.isRefusal())
                .withMessageContaining("was not answered within 2000 ms");
    }
}
