package io.promshard.pgw.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.promshard.pgw.faults.RawClient.Answer;
import io.promshard.pgw.forward.Forwarder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a client sees of a gateway that fails it: another gateway's answer, or what the failure was. */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class GatewayFaultsTest {

    private static final Duration WITHIN = Duration.ofSeconds(1);

    private final FakeGateway owner = new FakeGateway();
    private final FakeGateway next = new FakeGateway();
    private final FakeGateway third = new FakeGateway();
    private Router router;
    private RawClient client;
    private String path;

    @BeforeEach
    void start() {
        router = Router.proxyTo(owner, next, third);
        client = router.client();
        path = router.pathOwnedBy(owner);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        assertThat(router.bean(Forwarder.class).inFlight()).isZero();
        router.close();
        owner.close();
        next.close();
        third.close();
    }

    private int pushesElsewhere() {
        return next.pushes().size() + third.pushes().size();
    }

    @Nested
    class Refused {

        @Test
        void anotherGatewayTakesThePushAndTheOwnerIsSuspect() throws IOException {
            owner.die();

            assertThat(client.put(path).status()).isEqualTo(200);

            assertThat(pushesElsewhere()).isEqualTo(1);
            assertThat(router.suspects(owner)).isTrue();
        }

        @Test
        void theOwnerGetsItsGroupsBackOnceItIsTrusted() throws IOException {
            owner.die();
            client.put(path);
            owner.revive();

            await().until(() -> !router.suspects(owner));
            client.put(path);

            assertThat(owner.pushes()).hasSize(1);
        }

        @Test
        void everyGatewayDeadIsAnswered503WithAWordOnEach() throws IOException {
            owner.die();
            next.die();
            third.die();

            Answer answer = client.put(path);

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(answer.body())
                    .contains(owner.id(), next.id(), third.id())
                    .contains("connection refused");
        }

        @Test
        void eachChangeOfGatewayIsCountedAndTheLastOnesFailureIsNone() throws IOException {
            restart("pgw-router.probe.interval=1h");
            owner.die();
            next.die();
            third.die();

            assertThat(client.put(path).status()).isEqualTo(503);

            assertThat(metrics()).containsPattern("pgw_router_failovers_total\\{.*reason=\"unreachable\"} 2.0");
        }

        private String metrics() throws IOException {
            try (RawClient scraper = router.client()) {
                return scraper.send(RawClient.head("GET", "/actuator/prometheus") + "\r\n")
                        .read()
                        .body();
            }
        }
    }

    @Nested
    class ClosedWithoutAnAnswer {

        @Test
        void isThePushesFaultWhileTheGatewayIsWell() throws IOException {
            owner.onPush(Reaction.close());

            Answer answer = client.put(path);

            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.body()).contains(owner.id(), "is well", "1.11.0");
            assertThat(owner.pushes()).hasSize(1);
            assertThat(pushesElsewhere()).isZero();
            assertThat(router.suspects(owner)).isFalse();
        }

        @Test
        void doesNotOpenTheCircuitHoweverOften() throws IOException {
            owner.onPush(Reaction.close());
            for (int i = 0; i < 30; i++) {
                client.put(path);
            }
            owner.onPush(Reaction.answer(200));

            assertThat(client.put(path).status()).isEqualTo(200);
            assertThat(pushesElsewhere()).isZero();
        }

        @Test
        void sendsThePushElsewhereIfTheGatewayDied() throws IOException {
            owner.onPush(call -> owner.die());

            assertThat(client.put(path).status()).isEqualTo(200);
            assertThat(pushesElsewhere()).isEqualTo(1);
            assertThat(router.suspects(owner)).isTrue();
        }

        @Test
        void isNoFaultOnAConnectionThatWasKept() throws IOException {
            for (int i = 0; i < 20; i++) {
                assertThat(client.put(path).status()).isEqualTo(200);
                owner.closeConnections();
            }

            assertThat(pushesElsewhere()).isZero();
        }

        @Test
        void isNoFaultForABodyThatCanBeSentOnlyOnce() throws IOException {
            client.put(path);
            owner.closeConnections();

            Answer answer =
                    client.send("PUT", path, "#".repeat(3_000_000) + "\n").read();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(owner.pushes().getLast().body()).hasSize(3_000_001);
        }
    }

    @Nested
    class Silent {

        @Test
        void anotherGatewayTakesThePushWithinASecondIfProbesHangToo() throws IOException {
            owner.hangs();

            long started = System.nanoTime();
            assertThat(client.put(path).status()).isEqualTo(200);

            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(WITHIN.plusMillis(300));
            assertThat(pushesElsewhere()).isEqualTo(1);
            assertThat(router.suspects(owner)).isTrue();
        }

        @Test
        void aBodyLargerThanTheSocketsBuffersIsNoTrap() throws IOException {
            owner.hangs();

            Answer answer = client.send("PUT", path, "#".repeat(900_000) + "\n").read();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(pushesElsewhere()).isEqualTo(1);
        }

        @Test
        void aBodyThatCanBeSentOnlyOnceIsGivenUp() throws IOException {
            owner.hangs();

            // Large enough that neither its end nor the answer can be reached.
            Thread.ofVirtual().start(() -> sendQuietly("PUT", path, "#".repeat(30_000_000) + "\n"));
            Answer answer = client.read();

            assertThat(answer.status()).isEqualTo(504);
            assertThat(answer.body()).contains(owner.id(), "too large to be sent again");
        }

        @Test
        void aSlowGatewayIsWaitedForWhileItsProbesAreWell() throws IOException {
            owner.onPush(Reaction.answer(200).after(Duration.ofSeconds(2)));

            assertThat(client.put(path).status()).isEqualTo(200);
            assertThat(owner.pushes()).hasSize(1);
            assertThat(pushesElsewhere()).isZero();
        }

        private void sendQuietly(String method, String target, String body) {
            try {
                client.send(method, target, body);
            } catch (IOException e) {
                // The router has given up, which is what the test waits for.
            }
        }
    }

    @Nested
    class Slow {

        @Test
        void keepsItsGroupsHoweverManyPushesItKeepsWaiting() throws IOException {
            restart("pgw-router.forward.timeout=300ms");
            owner.onPush(Reaction.readAndHang());
            assertThat(answersAtOnce(12)).containsOnly(504);
            owner.onPush(Reaction.answer(200));

            assertThat(client.put(path).status()).isEqualTo(200);

            assertThat(pushesElsewhere()).isZero();
            assertThat(router.suspects(owner)).isFalse();
        }
    }

    @Nested
    class Full {

        @Test
        void andHangingLeavesThePushesThatWaitToTheNext() throws IOException {
            restart("pgw-router.forward.max-concurrent-per-gateway=2");
            owner.hangs();
            next.onPush(Reaction.answer(200));

            assertThat(answersAtOnce(30)).containsOnly(200);

            assertThat(pushesElsewhere()).isEqualTo(30);
            assertThat(owner.pushes()).hasSizeLessThanOrEqualTo(2);
        }

        @Test
        void forAMomentIsWaitedFor() throws IOException {
            restart("pgw-router.forward.max-concurrent-per-gateway=1");
            owner.onPush(Reaction.answer(200).after(Duration.ofMillis(150)));

            assertThat(answersAtOnce(4)).containsOnly(200);

            assertThat(owner.pushes()).hasSize(4);
            assertThat(pushesElsewhere()).isZero();
        }

        @Test
        void forLongIsBusyAndNobodyElseTakesItsPushes() throws IOException {
            restart("pgw-router.forward.max-concurrent-per-gateway=1", "pgw-router.forward.busy-wait=200ms");
            CountDownLatch released = new CountDownLatch(1);
            owner.onPush(call -> {
                released.await();
                Reaction.answer(200).to(call);
            });
            try (RawClient holder = router.client().send("PUT", path, RawClient.BODY)) {
                await().until(() -> owner.pushes().size() == 1);

                Answer answer = client.put(path);
                released.countDown();

                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.header("Retry-After")).isEqualTo("1");
                assertThat(answer.body()).isEqualTo(owner.id() + " is busy\n");
                assertThat(holder.read().status()).isEqualTo(200);
            }
            assertThat(pushesElsewhere()).isZero();
        }
    }

    private void restart(String... properties) throws IOException {
        client.close();
        router.close();
        router = Router.of(
                List.of(owner.url(), next.url(), third.url()),
                Stream.concat(Stream.of("pgw-router.mode=proxy"), Stream.of(properties))
                        .toArray(String[]::new));
        client = router.client();
        path = router.pathOwnedBy(owner);
    }

    /** The statuses of so many pushes of the owner's, each by a client of its own. */
    private List<Integer> answersAtOnce(int count) throws IOException {
        List<RawClient> clients = Stream.generate(router::client).limit(count).toList();
        for (RawClient each : clients) {
            each.send("PUT", path, RawClient.BODY);
        }
        List<Integer> answers = new ArrayList<>();
        for (RawClient each : clients) {
            try (each) {
                answers.add(each.read().status());
            }
        }
        return answers;
    }

    @Nested
    class BrokenAnswer {

        @Test
        void cutInItsBodyIsABadGateway() throws IOException {
            owner.onPush(Reaction.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this"));

            Answer answer = client.put(path);

            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.body()).contains(owner.id() + " broke off its answer of 200");
        }

        @Test
        void cutAfterMuchHasLeftEndsTheConnection(CapturedOutput output) throws IOException {
            owner.onPush(Reaction.raw("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(500_000)));

            client.send("PUT", path, RawClient.BODY);

            assertThatThrownBy(client::read).isInstanceOf(IOException.class);
            assertThat(output.getAll()).doesNotContain("ERROR", "Exception");
        }

        @Test
        void cutInItsHeadIsLikeNone() throws IOException {
            owner.onPush(Reaction.raw("HTT"));

            Answer answer = client.put(path);

            assertThat(answer.status()).isEqualTo(502);
            assertThat(pushesElsewhere()).isZero();
        }

        @Test
        void thatIsNoHttpIsLikeNone() throws IOException {
            owner.onPush(Reaction.raw("SSH-2.0-what\r\n\r\n"));

            assertThat(client.put(path).status()).isEqualTo(502);
            assertThat(pushesElsewhere()).isZero();
        }

        @Test
        void withAHeaderBeyondAllMeasureIsLikeNone() throws IOException {
            owner.onPush(Reaction.answer(200, "", "X-Huge: " + "v".repeat(50_000)));

            Answer answer = client.put(path);

            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.body()).contains("limit");
        }

        /** As Go's server does: it answers, reads no more, and ends the connection half a second later. */
        @Test
        void beforeTheBodyWasReadIsTheAnswer() throws Exception {
            CountDownLatch answered = new CountDownLatch(1);
            owner.onPush(call -> {
                call.write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 4\r\n\r\nno!\n");
                call.connection().shutdownOutput();
                answered.countDown();
                new CountDownLatch(1).await(500, TimeUnit.MILLISECONDS);
                call.close();
            });
            client.send(RawClient.head("PUT", path, "Content-Length: 30000000") + "\r\n")
                    .send(new byte[2_000_000]);
            answered.await();

            Answer answer = client.send(new byte[28_000_000]).read();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).isEqualTo("no!\n");
            assertThat(pushesElsewhere()).isZero();
        }
    }

    @Nested
    class Leaks {

        @Test
        void noConnectionIsLeftBehindByGatewaysThatAnswer5xx() throws IOException {
            owner.onPush(Reaction.answer(500, "x".repeat(100_000)));
            next.onPush(Reaction.answer(500, "x".repeat(100_000)));
            third.onPush(Reaction.answer(500, "x".repeat(100_000)));

            for (int i = 0; i < 50; i++) {
                try (RawClient fresh = router.client()) {
                    assertThat(fresh.put(path).status()).isGreaterThanOrEqualTo(500);
                }
            }

            await().untilAsserted(() -> assertThat(
                            IntStream.of(owner.openConnections(), next.openConnections(), third.openConnections()))
                    .allMatch(open -> open <= 3));
        }

        @Test
        void noPermitIsKeptByPushesThatFail() throws IOException {
            router.close();
            router = Router.of(
                    List.of(owner.url(), next.url()),
                    "pgw-router.mode=proxy",
                    "pgw-router.forward.max-concurrent-per-gateway=2");
            client = router.client();
            owner.onPush(Reaction.close());
            for (int i = 0; i < 5; i++) {
                client.put(router.pathOwnedBy(owner));
            }
            owner.onPush(Reaction.answer(200));

            assertThat(client.put(router.pathOwnedBy(owner)).status()).isEqualTo(200);
        }

        @Test
        void connectionsAreKeptFromPushToPush() throws IOException {
            for (int i = 0; i < 50; i++) {
                assertThat(client.put(path).status()).isEqualTo(200);
            }

            assertThat(owner.openConnections()).isLessThanOrEqualTo(2);
        }
    }
}
