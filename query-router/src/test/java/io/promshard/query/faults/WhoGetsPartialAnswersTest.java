package io.promshard.query.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An alert must not go quiet because a shard did; a dashboard shows what there is. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhoGetsPartialAnswersTest {

    private final FakeShard a = new FakeShard("a");
    private final FakeShard b = new FakeShard("b");
    private Router router;

    @BeforeAll
    void start() {
        router = Router.over(List.of(a, b));
        b.dies();
    }

    @AfterAll
    void stop() {
        router.close();
        a.close();
        b.close();
    }

    private int status(String param, String... headers) throws IOException, InterruptedException {
        Answer answer = router.get("/api/v1/query?time=4&query=temp" + param, headers);
        assertThat(answer.warnings()).hasSize(answer.status() == 200 ? 1 : 0);
        return answer.status();
    }

    @ParameterizedTest
    @CsvSource({
        "FromAlert, true, 503",
        "FromAlert, false, 200",
        "X-Rule-Uid, r, 503",
        "x-rule-name, n, 503",
        "X-Dashboard-Uid, d, 200",
        "User-Agent, vmalert, 503",
        "User-Agent, vmalert/v1.120, 503",
        "User-Agent, Prometheus/3.5.3, 503",
        "User-Agent, Grafana/12.0, 200",
    })
    void byHeader(String name, String value, int expected) throws IOException, InterruptedException {
        assertThat(status("", name, value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "partial_response=false, 503",
        "partial_response=0, 503",
        "partial_response=true, 200",
        "partial_response=1, 200",
        "partial_response=, 200",
        "deny_partial_response=1, 503",
        "deny_partial_response=true, 503",
        "deny_partial_response=0, 200",
        "deny_partial_response=1&partial_response=1, 503",
    })
    void byParameter(String param, int expected) throws IOException, InterruptedException {
        assertThat(status("&" + param)).isEqualTo(expected);
    }

    @Test
    void nobodyWhereTheOperatorWantsItSoUnlessAskedFor() throws IOException, InterruptedException {
        try (Router strict = Router.over(List.of(a, b), "query-router.query.partial-response=false")) {
            String target = "/api/v1/query?time=4&query=temp";

            assertThat(strict.get(target).status()).isEqualTo(503);
            assertThat(strict.get(target + "&partial_response=1").status()).isEqualTo(200);
            assertThat(strict.get(target + "&partial_response=1", "FromAlert", "true")
                            .status())
                    .isEqualTo(503);
        }
    }
}
