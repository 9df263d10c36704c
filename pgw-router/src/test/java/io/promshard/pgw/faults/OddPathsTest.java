package io.promshard.pgw.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.pgw.faults.RawClient.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every path of the public cases that a Pushgateway stores gets through Tomcat, but for those that docs/pgw-router.md excepts. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OddPathsTest {

    private final FakeGateway gateway = new FakeGateway();
    private Router router;

    @BeforeAll
    void start() {
        router = Router.of(
                List.of(gateway.url()),
                "pgw-router.guard.empty-instance=allow",
                "pgw-router.guard.invalid-utf8=allow",
                "pgw-router.guard.le-label=allow",
                "pgw-router.guard.quantile-label=allow");
    }

    @AfterAll
    void stop() {
        router.close();
        gateway.close();
    }

    static Stream<String> storedPaths() throws IOException {
        try (InputStream json = OddPathsTest.class.getResourceAsStream("/grouping/grouping-cases.json")) {
            JsonNode pairs =
                    JsonMapper.shared().readTree(Objects.requireNonNull(json)).get("pairs");
            return IntStream.range(0, pairs.size())
                    .mapToObj(pairs::get)
                    .filter(pair -> pair.get("mode").asString().equals("legacy"))
                    .flatMap(pair -> Stream.of("a", "b")
                            .filter(side -> pair.get("status_" + side).asInt() == 200)
                            .map(side -> pair.get(side).asString()))
                    .filter(path -> path.startsWith("/"))
                    .distinct()
                    .toList()
                    .stream();
        }
    }

    private static boolean noHttp(String path) {
        return path.contains("#") || path.contains("%00") || path.chars().anyMatch(c -> c > 0x7F);
    }

    @ParameterizedTest
    @MethodSource("storedPaths")
    void comeThrough(String path) throws IOException {
        try (RawClient client = router.client()) {
            Answer redirect = client.put(path, "X-Pgw-Mode: redirect");

            assertThat(redirect.status()).isEqualTo(noHttp(path) ? 400 : 307);
            assertThat(noHttp(path) || redirect.header("Location").equals(gateway.url() + path))
                    .isTrue();
        }
    }
}
