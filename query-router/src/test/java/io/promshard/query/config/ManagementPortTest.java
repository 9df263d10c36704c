package io.promshard.query.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Management that has a port of its own asks for the same credentials there, and is gone from the application's. */
@Timeout(60)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "server.address=127.0.0.1",
            "management.server.port=0",
            "management.server.address=127.0.0.1",
            "query-router.shards.a=127.0.0.1:1",
            "query-router.tenancy.source=user",
            "query-router.tenancy.tenants.a={team=\"a\"}",
            "query-router.tenancy.unrestricted=ops"
        })
class ManagementPortTest {

    private static final String OPS = "0123456789abcdef-ops";
    private static final String TENANT = "0123456789abcdef-tenant";

    @TempDir
    private static Path folder;

    @Value("${local.server.port}")
    private int port;

    @Value("${local.management.port}")
    private int management;

    @DynamicPropertySource
    static void tokens(DynamicPropertyRegistry properties) {
        properties.add("promshard.access.tokens-file", ManagementPortTest::tokensFile);
    }

    private static String tokensFile() {
        try {
            return Files.writeString(
                            folder.resolve("tokens.yml"), "bearer_tokens: {ops: " + OPS + ", a: " + TENANT + "}")
                    .toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> ask(int port, String path, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    @Test
    void givesNothingWithoutCredentials() throws Exception {
        for (String path : new String[] {"/", "/actuator", "/actuator/prometheus", "/actuator/health", "/nothing"}) {
            assertThat(ask(management, path, "").statusCode()).as(path).isEqualTo(401);
            assertThat(ask(management, path, "").body()).as(path).isEqualTo("Unauthorized\n");
        }
    }

    @Test
    void givesNothingToATenant() throws Exception {
        assertThat(ask(management, "/actuator/prometheus", TENANT).statusCode()).isEqualTo(403);
        assertThat(ask(management, "/actuator/health", TENANT).body()).doesNotContain("shards");
    }

    @Test
    void givesToWhoSeesAll() throws Exception {
        assertThat(ask(management, "/actuator/prometheus", OPS).body())
                .contains("# TYPE promshard_access_requests_total");
        assertThat(ask(port, "/actuator/prometheus", OPS).statusCode()).isEqualTo(404);
    }

    @Test
    void isThereForItsChecks() throws Exception {
        assertThat(ask(management, "/actuator/health/liveness", "").statusCode())
                .isEqualTo(200);
        assertThat(ask(port, "/-/healthy", "").statusCode()).isEqualTo(200);
    }
}
