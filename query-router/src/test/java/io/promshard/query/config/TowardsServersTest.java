package io.promshard.query.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.promshard.query.QueryRouterApplication;
import io.promshard.shard.servers.SelfSigned;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A server with TLS and a password gets the router's at each of its questions, and nothing of a client's. */
@Timeout(120)
class TowardsServersTest {

    private static final String OURS = "Bearer router-secret";

    @Test
    void getTheRoutersCredentials(@TempDir Path folder) throws Exception {
        Map<String, Set<String>> seen = new ConcurrentHashMap<>();
        SelfSigned tls = SelfSigned.create(folder);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls.context()));
        server.createContext("/", exchange -> {
            seen.computeIfAbsent(exchange.getRequestURI().getPath(), any -> ConcurrentHashMap.newKeySet())
                    .add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            byte[] body = "{\"status\":\"success\",\"data\":[]}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        Path token = Files.writeString(folder.resolve("token"), "router-secret\n");
        try (ConfigurableApplicationContext router = new SpringApplicationBuilder(QueryRouterApplication.class)
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--query-router.shards.a=https://127.0.0.1:"
                                + server.getAddress().getPort(),
                        "--query-router.towards-servers.bearer-token-file=" + token,
                        "--query-router.towards-servers.ssl-bundle=servers",
                        "--spring.ssl.bundle.pem.servers.truststore.certificate=" + tls.certificate())) {
            int port = Objects.requireNonNull(((WebServerApplicationContext) router).getWebServer())
                    .getPort();
            try (HttpClient client = HttpClient.newHttpClient()) {
                HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/labels"))
                        .header("Authorization", "Bearer of-the-client")
                        .header("Cookie", "session=1")
                        .build();

                assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                        .isEqualTo(200);
            }
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            seen.keySet().containsAll(Set.of("/api/v1/labels", "/-/ready", "/api/v1/status/config")));
            assertThat(seen)
                    .allSatisfy((path, values) -> assertThat(values).as(path).containsExactly(OURS));
        } finally {
            server.stop(0);
        }
    }
}
