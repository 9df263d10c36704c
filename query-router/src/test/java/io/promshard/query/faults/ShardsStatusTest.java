package io.promshard.query.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code /api/v1/status/shards} says, and the console that shows it. */
@Timeout(60)
class ShardsStatusTest {

    private final FakeShard first = new FakeShard("a");
    private final FakeShard second = new FakeShard("a");
    private Router router;

    @BeforeEach
    void start() {
        router =
                Router.over(Map.of("a", first.address() + "," + second.address()), "query-router.probe.interval=100ms");
    }

    @AfterEach
    void stop() {
        router.close();
        first.close();
        second.close();
    }

    private JsonNode replicas() throws Exception {
        JsonNode answer =
                JsonMapper.shared().readTree(router.get("/api/v1/status/shards").body());
        assertThat(answer.path("status").asString()).isEqualTo("success");
        return answer.path("data").path("shards").path(0).path("replicas");
    }

    @Test
    void namesShardsTheirValuesAndReplicas() throws Exception {
        JsonNode data = JsonMapper.shared()
                .readTree(router.get("/api/v1/status/shards").body())
                .path("data");

        assertThat(data.path("featureLabel").asString()).isEqualTo("cluster");
        JsonNode shard = data.path("shards").path(0);
        assertThat(shard.path("name").asString()).isEqualTo("a");
        assertThat(shard.path("stored").asBoolean()).isFalse();
        assertThat(shard.path("values").toString()).isEqualTo("[\"a\"]");
        assertThat(shard.path("missedSeconds").isNull()).isTrue();
        assertThat(replicas()).hasSize(2).allSatisfy(replica -> {
            assertThat(replica.path("up").asBoolean()).isTrue();
            assertThat(replica.path("version").asString()).isEqualTo("3.5.3");
            assertThat(replica.path("failure").isNull()).isTrue();
        });
    }

    @Test
    void tellsWhichReplicaIsDown() throws Exception {
        second.dies();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> !replicas().path(1).path("up").asBoolean());
        assertThat(replicas().path(0).path("up").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"'', text/html", "console/console.css, text/css", "console/query-router.js, text/javascript"})
    void theConsoleRunsNothingButItsOwnFiles(String file, String type) throws Exception {
        Answer answer = router.get("/" + file);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith(type);
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
    }
}
