package io.promshard.query.rim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.query.client.ScriptedServer;
import io.promshard.query.client.ScriptedServer.Script;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many clients with one question: shards are asked once, and all get the answer. */
@Timeout(60)
class CoalescedQueriesTest {

    private static final int CLIENTS = 12;
    private static final String EMPTY = "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}";

    private final CountDownLatch held = new CountDownLatch(1);
    private final ScriptedServer a = new ScriptedServer(this::answer);
    private final ScriptedServer b = new ScriptedServer(this::answer);
    private final Router router = Router.over(a, b);

    private void answer(Socket connection) throws IOException, InterruptedException {
        held.await();
        Script.answer(200, EMPTY).run(connection);
    }

    @AfterEach
    void stop() {
        held.countDown();
        router.close();
        a.close();
        b.close();
    }

    @Test
    void aQueryOfSeveralShardsIsAskedOnce() throws IOException {
        List<RawClient> clients = clients("/api/v1/query?query=up&time=4");
        awaitCoalesced(CLIENTS - 1);

        held.countDown();

        for (RawClient client : clients) {
            assertThat(client.read().body()).isEqualTo(EMPTY);
            client.close();
        }
        assertThat(a.requests()).hasSize(1);
        assertThat(b.requests()).hasSize(1);
    }

    /** Its answer goes to its client as it comes. */
    @Test
    void aQueryOfOneShardIsAskedByEach() throws IOException {
        List<RawClient> clients = clients("/api/v1/query?query=up%7Bcluster%3D%22a%22%7D&time=4");

        await().until(() -> a.requests().size() == CLIENTS);
        held.countDown();
        for (RawClient client : clients) {
            assertThat(client.read().body()).isEqualTo(EMPTY);
            client.close();
        }
    }

    @Test
    void whenAllClientsGoTheShardsAreLetGo() throws IOException {
        a.now(Script.silence());
        b.now(Script.silence());
        List<RawClient> clients = clients("/api/v1/query?query=up&time=4");
        awaitCoalesced(CLIENTS - 1);

        for (RawClient client : clients.subList(1, CLIENTS)) {
            client.close();
        }
        assertThat(a.closed().isDone()).isFalse();
        clients.getFirst().close();

        await().until(() -> a.closed().isDone() && b.closed().isDone());
    }

    private List<RawClient> clients(String target) throws IOException {
        List<RawClient> clients = Stream.generate(router::client).limit(CLIENTS).toList();
        for (RawClient client : clients) {
            client.request("GET", target);
        }
        return clients;
    }

    private void awaitCoalesced(int queries) {
        await().untilAsserted(() -> {
            try (RawClient client = router.client()) {
                assertThat(client.get("/actuator/prometheus").body())
                        .contains(
                                "query_router_queries_coalesced_total{application=\"query-router\"} " + queries + ".0");
            }
        });
    }
}
