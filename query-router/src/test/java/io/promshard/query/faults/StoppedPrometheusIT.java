package io.promshard.query.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.ServerKind;
import io.promshard.shard.servers.Servers;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real servers, of which one is stopped or killed. Each scrapes itself. */
@Timeout(120)
@RealServers(ServerKind.PROMETHEUS)
class StoppedPrometheusIT {

    private static final Duration SLACK = Duration.ofMillis(700);
    private static final String UP = "/api/v1/query?query=up";
    private static final String DENIED = "&partial_response=false";

    private PrometheusServer a;
    private PrometheusServer b;
    private PrometheusServer c;
    private Router router;

    @BeforeEach
    void start(Servers servers) {
        a = scraping(servers);
        b = scraping(servers);
        c = scraping(servers);
        router = Router.over(Map.of("a", a.address(), "b", b.address(), "c", c.address()));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Answer answer = router.get(UP);
            assertThat(answer.body()).contains("\"a\"", "\"b\"", "\"c\"").doesNotContain("warnings");
        });
    }

    @AfterEach
    void stop() {
        router.close();
    }

    private static PrometheusServer scraping(Servers servers) {
        PrometheusServer server = servers.prometheus("global: {scrape_interval: 300ms}");
        server.reconfigure("""
                global: {scrape_interval: 300ms}
                scrape_configs:
                  - job_name: itself
                    static_configs: [{targets: ["%s"]}]
                """.formatted(server.address()));
        return server;
    }

    @Test
    void aStoppedOneIsMissedAfterTheQuerysTimeUntilItGoesOn() throws Exception {
        c.pause();

        missed(Router.QUERY, "timeout");

        c.resume();
        awaitWhole();
    }

    @Test
    void aKilledOneIsMissedAtOnceUntilItIsBack() throws Exception {
        c.kill9();

        missed(Duration.ZERO, "unavailable");

        c.restart();
        awaitWhole();
    }

    /** It answers first what it was asked meanwhile, or reads what it had. */
    private void awaitWhole() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(router.get(UP).warnings()).isEmpty());
    }

    /** Without the dead shard's series, that there is none could be true, or not. */
    @Test
    void anAbsenceIsNeverSeenBecauseOfADeadOne() throws Exception {
        String absent = "/api/v1/query?query=absent(nothing)";
        assertThat(router.get(absent).body()).contains("\"value\":");
        c.kill9();

        for (String query :
                new String[] {absent, absent + "&partial_response=1", "/api/v1/query?query=scalar(nothing)"}) {
            Answer answer = router.get(query);

            assertThat(answer.status()).as("%s", answer).isEqualTo(503);
            assertThat(answer.text("errorType")).isEqualTo("unavailable");
        }
    }

    private void missed(Duration after, String errorType) throws IOException, InterruptedException {
        for (String target : new String[] {
            UP,
            "/api/v1/query?query=count(up)",
            "/api/v1/series?match%5B%5D=up",
            "/api/v1/label/cluster/values?start=4",
            "/api/v1/rules?type=alert",
            "/api/v1/targets?state=active"
        }) {
            Answer partial = router.get(target);
            Answer denied = router.get(target + DENIED);

            assertThat(partial.status()).as("%s", partial).isEqualTo(200);
            assertThat(partial.header("X-Partial-Response")).isEqualTo("c");
            assertThat(partial.warnings()).singleElement().asString().startsWith("shard \"c\" failed: ");
            assertThat(denied.status()).as("%s", denied).isEqualTo(503);
            assertThat(denied.text("errorType")).isEqualTo(errorType);
            assertThat(denied.body()).doesNotContain("127.0.0.1");
            assertThat(partial.took()).isLessThan(after.plus(SLACK));
            assertThat(denied.took()).isLessThan(after.plus(SLACK));
            System.out.println(">>> " + target + ": " + partial.took().toMillis() + " ms in part, "
                    + denied.took().toMillis() + " ms denied, given up after " + after.toMillis());
        }
        Answer other = router.get(UP + "%7Bcluster=%22a%22%7D" + DENIED);
        assertThat(other.status()).as("%s", other).isEqualTo(200);
        assertThat(other.took()).isLessThan(SLACK);
    }
}
