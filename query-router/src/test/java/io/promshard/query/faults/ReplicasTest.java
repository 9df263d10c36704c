package io.promshard.query.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shard a has two replicas, b has one. Whatever the first of a does, the second answers, and nobody sees a difference. */
@Timeout(60)
class ReplicasTest {

    private static final String OF_ALL = "/api/v1/query?time=4&query=temp&partial_response=0";
    private static final String OF_A = "/api/v1/query?time=4&query=temp%7Bcluster=%22a%22%7D";

    private final FakeShard first = new FakeShard("a");
    private final FakeShard second = new FakeShard("a");
    private final FakeShard b = new FakeShard("b");
    private Router router;

    @BeforeEach
    void start() {
        router = Router.over(
                Map.of("a", first.address() + "," + second.address(), "b", b.address()),
                "query-router.query.timeout=20s",
                "query-router.client.hedge.share=1");
    }

    @AfterEach
    void stop() {
        router.close();
        first.close();
        second.close();
        b.close();
    }

    private void assertWhole(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("\"cluster\":\"a\"").doesNotContain("warnings");
    }

    @Test
    void refusesConnections() throws Exception {
        first.dies();

        assertWhole(router.get(OF_ALL));
        assertWhole(router.get(OF_A));
    }

    @Test
    void failsInside() throws Exception {
        first.reacts(Reaction.answers(500, Bodies.error("internal", "open /data")));

        assertWhole(router.get(OF_ALL));
        assertWhole(router.get(OF_A));
    }

    @Test
    void stallsInTheMiddleOfAnAnswer() throws Exception {
        first.reacts(Reaction.stalls());

        assertWhole(router.get(OF_ALL));
        assertThat(second.asked()).isPositive();
    }

    @Test
    void breaksOffInTheMiddleOfAnAnswer() throws Exception {
        first.reacts(Reaction.resets());

        assertWhole(router.get(OF_ALL));
    }

    @Test
    void answersHalfAJson() throws Exception {
        first.reacts(Reaction.cuts());

        assertWhole(router.get(OF_ALL));
    }

    /** Its probes are answered, so that only what is usual tells that it is slow. */
    @Test
    void isSilentAllOfASudden() throws Exception {
        for (int i = 0; i < 60; i++) {
            assertWhole(router.get(OF_A));
        }
        first.reacts(Reaction.hangs());

        assertWhole(router.get(OF_A));
        assertWhole(router.get(OF_ALL));
        assertThat(router.metrics())
                .containsPattern("query_router_hedges_total\\{.*outcome=\"won\",shard=\"a\"} [1-9]");
    }

    /** Once it is known what the replicas have, as who refuses to say that comes last. */
    @Test
    void refusesTheQuery() throws Exception {
        assertWhole(router.get(OF_A));
        first.reacts(Reaction.answers(422, Bodies.error("execution", "too many samples")));

        assertThat(router.get(OF_A).status()).isEqualTo(422);
        assertThat(router.metrics()).doesNotContain("query_router_failovers_total");
    }
}
