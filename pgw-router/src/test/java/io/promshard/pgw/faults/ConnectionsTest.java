package io.promshard.pgw.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.pgw.faults.RawClient.Answer;
import io.promshard.pgw.forward.Forwarder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The client's connection: watched while a gateway is silent, and whole afterwards. */
@Timeout(90)
@ExtendWith(OutputCaptureExtension.class)
class ConnectionsTest {

    private static final String PATH = "/metrics/job/a";

    private final FakeGateway gateway = new FakeGateway();
    private Router router;

    @BeforeEach
    void start() {
        router = Router.proxyTo(gateway);
    }

    @AfterEach
    void stop() {
        router.close();
        gateway.close();
    }

    private long openForPushes() {
        return router.bean(Forwarder.class).inFlight();
    }

    @Test
    void aClientThatGoesAwayWhileTheGatewayIsSilentEndsTheForwardedPush() throws IOException {
        gateway.onPush(Reaction.readAndHang());
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(router.client().send("PUT", PATH, RawClient.BODY));
        }
        await().until(() -> gateway.pushes().size() == 20);
        int whileSilent = gateway.openConnections();

        for (RawClient client : clients) {
            client.close();
        }

        await().atMost(Duration.ofSeconds(1)).until(() -> gateway.openConnections() <= whileSilent - 20 + 1);
        await().until(() -> openForPushes() == 0);
    }

    @Test
    void aClientThatWaitsIsNotTakenForGone() throws Exception {
        gateway.onPush(Reaction.answer(200).after(Duration.ofMillis(700)));

        try (RawClient client = router.client()) {
            assertThat(client.put(PATH).status()).isEqualTo(200);
            assertThat(client.put(PATH).status()).isEqualTo(200);
        }
        assertThat(gateway.pushes()).hasSize(2);
    }

    /** What the watch reads ahead belongs to the next request. */
    @Test
    void aRequestSentAheadIsAnsweredToTheByte() throws IOException {
        gateway.onPush(call -> {
            if (call.push().target().contains("slow")) {
                Reaction.answer(200, "slow").after(Duration.ofMillis(120)).to(call);
            } else {
                Reaction.answer(202, call.push().target()).to(call);
            }
        });

        List<Thread> threads = IntStream.range(0, 40)
                .mapToObj(i -> Thread.ofVirtual().unstarted(() -> pipeline(i)))
                .toList();
        threads.forEach(Thread::start);
        threads.forEach(ConnectionsTest::join);

        assertThat(gateway.pushes()).hasSize(40 * 2 * 10);
        assertThat(gateway.pushes()).allMatch(push -> push.complete());
    }

    private void pipeline(int connection) {
        try (RawClient client = router.client()) {
            for (int round = 0; round < 10; round++) {
                String next = "/metrics/job/n" + connection + "r" + round;
                String body = "#".repeat(connection * 700) + "\n";
                client.send("PUT", "/metrics/job/slow", RawClient.BODY);
                client.send("POST", next, body);

                Answer first = client.read();
                Answer second = client.read();

                assertThat(first.body()).isEqualTo("slow");
                assertThat(second.status()).isEqualTo(202);
                assertThat(second.body()).isEqualTo(next);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aNextRequestInPiecesIsWholeToo() throws IOException {
        gateway.onPush(Reaction.answer(200).after(Duration.ofMillis(150)));
        try (RawClient client = router.client()) {
            for (int i = 0; i < 5; i++) {
                client.send("PUT", PATH, RawClient.BODY);
                client.send("PUT " + PATH + i + " HT");
                assertThat(client.read().status()).isEqualTo(200);
                client.send("TP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\na 1\n");
                assertThat(client.read().status()).isEqualTo(200);
            }
        }
        assertThat(gateway.pushes()).hasSize(10);
    }

    @Test
    void clientsThatGoDisturbNoOthersAndAreNoErrors(CapturedOutput output) throws IOException {
        gateway.onPush(Reaction.answer(200).after(Duration.ofMillis(200)));
        try (RawClient steady = router.client()) {
            for (int i = 0; i < 10; i++) {
                steady.send("PUT", PATH, RawClient.BODY);
                for (int gone = 0; gone < 10; gone++) {
                    router.client().send("PUT", PATH, RawClient.BODY).close();
                }
                assertThat(steady.read().status()).isEqualTo(200);
            }
        }
        await().until(() -> openForPushes() == 0);
        assertThat(output.getAll()).doesNotContain("ERROR", "Exception");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
