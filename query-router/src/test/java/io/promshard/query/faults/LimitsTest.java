package io.promshard.query.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.query.rim.RawClient;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What queries may not exceed, and what those get that do. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsTest {

    private static final String TEMP = "/api/v1/query?time=4&query=temp";

    private final FakeShard a = new FakeShard("a");
    private final FakeShard b = new FakeShard("b");
    private Router router;

    @BeforeAll
    void start() {
        router = Router.over(
                List.of(a, b),
                "query-router.query.timeout=10s",
                "query-router.query.max-concurrent=2",
                "query-router.query.max-wait=100ms",
                "query-router.query.max-bytes=300KB",
                "query-router.query.max-length=100");
    }

    @AfterAll
    void stop() {
        router.close();
        a.close();
        b.close();
    }

    @AfterEach
    void recover() {
        a.recovers();
        b.recovers();
    }

    @Test
    void moreRequestsThanMayBeAtWorkAreToldToComeBack() throws Exception {
        int before = a.asked();
        a.reacts(Reaction.hangs());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // Equal ones would be asked once.
            List<Future<Answer>> atWork = List.of(
                    threads.submit(() -> router.get(TEMP)), threads.submit(() -> router.get(TEMP + "&limit=9")));
            await().until(() -> a.asked() == before + 2);

            Answer refused = router.get("/api/v1/labels");

            assertThat(refused.status()).as("%s", refused).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(refused.text("errorType")).isEqualTo("unavailable");
            assertThat(refused.text("error")).startsWith("too many queries: 2 are at work");
            assertThat(router.metrics()).containsPattern("query_router_queries_at_work\\{.*} 2.0");

            a.dies();
            for (Future<Answer> answer : atWork) {
                assertThat(answer.get().warnings()).hasSize(1);
            }
        }
        a.recovers();
        assertThat(router.get(TEMP).warnings()).isEmpty();
    }

    @Test
    void aClientThatSendsItsFormSlowlyTakesNobodysTurn() throws IOException, InterruptedException {
        try (RawClient one = router.rawClient();
                RawClient two = router.rawClient()) {
            for (RawClient slow : List.of(one, two)) {
                slow.send("""
                        POST /api/v1/query HTTP/1.1\r
                        Host: router\r
                        Content-Type: application/x-www-form-urlencoded\r
                        Content-Length: 100\r
                        \r
                        query=te""");
            }
            assertThat(router.get(TEMP).status()).isEqualTo(200);
        }
    }

    /** Each answer is smaller than the limit. */
    @Test
    void aQueryThatReadsTooMuchOfAllShardsIsRefused() throws IOException, InterruptedException {
        a.reacts(Reaction.answers(200, Bodies.manySeries(3000)));
        b.reacts(Reaction.answers(200, Bodies.manySeries(3000)));

        Answer union = router.get(TEMP);
        Answer one = router.get(TEMP + "%7Bcluster=%22a%22%7D");

        assertThat(union.status()).as("%s", union).isEqualTo(422);
        assertThat(union.text("errorType")).isEqualTo("execution");
        assertThat(union.text("error")).contains("the query has read more than 307200 bytes of all shards");
        assertThat(one.status()).isEqualTo(200);
    }

    @Test
    void anAnswerThatGetsTooLargeOnItsWayEndsWithTheConnection() throws IOException {
        a.reacts(Reaction.answers(200, Bodies.manySeries(6000)));

        try (RawClient client = router.rawClient()) {
            String answer =
                    client.request("GET", TEMP + "%7Bcluster=%22a%22%7D").toTheEnd();

            assertThat(answer).startsWith("HTTP/1.1 200").doesNotEndWith("\r\n0\r\n\r\n");
        }
    }

    @Test
    void aLongerTextThanAllowedIsRefusedUnread() throws IOException, InterruptedException {
        String text = "temp%2B".repeat(20) + "temp";

        for (String target : List.of(
                "/api/v1/query?query=" + text,
                "/api/v1/series?match%5B%5D=" + text,
                "/api/v1/format_query?query=" + text)) {
            Answer answer = router.get(target);

            assertThat(answer.status()).as("%s", answer).isEqualTo(400);
            assertThat(answer.text("errorType")).isEqualTo("bad_data");
            assertThat(answer.text("error")).endsWith("it has 104 characters, it may have 100");
        }
    }
}
