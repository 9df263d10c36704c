package io.promshard.pgw.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.bcrypt.BCrypt;

/** Whose credentials a gateway sees: nobody's, ours, or the client's where that was said. */
@Timeout(120)
class CredentialsTest {

    private static final String CLIENTS = "Authorization: Basic " + basic("alice:right");

    private final FakeGateway gateway = new FakeGateway();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        gateway.close();
    }

    private static String basic(String pair) {
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> seenBy(String... properties) throws IOException {
        try (Router router = Router.of(List.of(gateway.url()), properties);
                RawClient client = router.client()) {
            client.put(
                    "/metrics/job/a",
                    "X-Pgw-Mode: proxy",
                    CLIENTS,
                    "Cookie: session=1",
                    "traceparent: 00-1-2-01",
                    "X-Odd: 1");
            assertThat(gateway.pushes()).hasSize(1);
            return gateway.pushes().getFirst().head().headers();
        }
    }

    @Test
    void aClientsOwnStayHere() throws IOException {
        assertThat(seenBy())
                .contains("traceparent: 00-1-2-01")
                .noneMatch(line -> line.startsWith("Authorization"))
                .noneMatch(line -> line.startsWith("Cookie"))
                .noneMatch(line -> line.startsWith("X-Odd"));
    }

    @Test
    void aClientsOwnGoOnIfThatIsSaid() throws IOException {
        assertThat(seenBy("pgw-router.forward.pass-headers=authorization")).contains(CLIENTS);
    }

    @Test
    void oursTakeTheirPlace() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "secret\n");

        assertThat(seenBy(
                        "pgw-router.mode=proxy",
                        "pgw-router.forward.pass-headers=Authorization",
                        "pgw-router.towards-gateways.user=router",
                        "pgw-router.towards-gateways.password-file=" + password))
                .contains("Authorization: Basic " + basic("router:secret"))
                .doesNotContain(CLIENTS);
    }

    @Test
    void thoseThatWeAskedForStayHereToo() throws IOException {
        Path users = Files.writeString(
                folder.resolve("users.yml"),
                "basic_auth_users: {alice: '" + BCrypt.hashpw("right", BCrypt.gensalt(4)) + "'}");

        assertThat(seenBy("promshard.access.users-file=" + users)).noneMatch(line -> line.startsWith("Authorization"));
    }
}
