package io.promshard.query.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.shard.DocumentedMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The metrics of a router that has seen a bit of everything, and the page that lists them. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsTest {

    private static final DocumentedMetrics DOCUMENTED =
            new DocumentedMetrics(Path.of("../docs/query-router.md"), "query_router_", false);

    private final FakeShard a = new FakeShard("a");
    private final FakeShard b = new FakeShard("b");
    private final FakeShard c0 = new FakeShard("c");
    private final FakeShard c1 = new FakeShard("c");
    private Router router;
    private String scraped;

    @BeforeAll
    void askAllKinds() throws IOException, InterruptedException {
        router = Router.over(
                Map.of("a", a.address(), "b", b.address(), "c", c0.address() + "," + c1.address()),
                "query-router.client.hedge.share=1");
        router.get("/api/v1/query?time=4&query=temp");
        router.get("/api/v1/query?time=4&query=temp%7Bcluster=%22a%22%7D");
        router.get("/api/v1/query?time=4&query=topk(1,temp)");
        router.get("/api/v1/query?time=4&query=sort(temp)");
        router.get("/api/v1/query?time=4&query=temp%7Bcluster=%22none%22%7D");
        router.get("/api/v1/query?time=4&query=(");
        router.get("/api/v1/label/room/values");
        b.dies();
        router.get("/api/v1/query?time=4&query=temp");
        router.get("/api/v1/query?time=4&query=temp&partial_response=false");
        askReplicas();
        scraped = router.metrics();
    }

    /** Often enough to know what is usual, then of one that is slower, then of one that is dead. */
    private void askReplicas() throws IOException, InterruptedException {
        String ofC = "/api/v1/series?match%5B%5D=temp%7Bcluster=%22c%22%7D";
        for (int i = 0; i < 45; i++) {
            router.get(ofC);
        }
        c0.reacts(Reaction.hangs());
        router.get(ofC);
        c0.dies();
        router.get(ofC);
    }

    @AfterAll
    void stop() {
        router.close();
        a.close();
        b.close();
        c0.close();
        c1.close();
    }

    @Test
    void standInTheDocumentation() throws IOException {
        assertThat(DOCUMENTED.shown(scraped)).hasSizeGreaterThan(8).isEqualTo(DOCUMENTED.listed());
    }

    @Test
    void eachSayWhatTheyCount() {
        DOCUMENTED.assertExplained(scraped);
    }

    @Test
    void tellWhatBecameOfEachRequest() {
        assertThat(scraped)
                .containsPattern(count("endpoint=\"query\",outcome=\"success\"", 5))
                .containsPattern(count("endpoint=\"query\",outcome=\"bad_data\"", 1))
                .containsPattern(count("endpoint=\"query\",outcome=\"partial\"", 1))
                .containsPattern(count("endpoint=\"query\",outcome=\"unavailable\"", 1))
                .containsPattern(count("endpoint=\"label_values\",outcome=\"success\"", 1));
    }

    private static String count(String labels, int times) {
        return "query_router_query_duration_seconds_count\\{[^}]*" + labels + "} " + times + "\n";
    }

    @Test
    void tellTheKindsOfPlans() {
        for (String plan : List.of("pass", "any", "union", "combine", "evaluate")) {
            assertThat(scraped).containsPattern("query_router_query_read_bytes_sum\\{.*plan=\"" + plan + "\"} [1-9]");
        }
    }
}
