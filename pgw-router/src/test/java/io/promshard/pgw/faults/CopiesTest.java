package io.promshard.pgw.faults;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.pgw.faults.RawClient.Answer;
import io.promshard.pgw.forward.Forwarder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pushes of which two gateways get a copy each, and what their client hears when not all goes well. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // each test starts the router that it needs
class CopiesTest {

    private final FakeGateway first = new FakeGateway();
    private final FakeGateway second = new FakeGateway();
    private final FakeGateway third = new FakeGateway();
    private Router router;
    private RawClient client;
    private String path;

    private void start(String ack, String... properties) {
        router = Router.of(
                List.of(first.url(), second.url(), third.url()),
                Stream.concat(Stream.of("pgw-router.replicas=2", "pgw-router.ack=" + ack), Stream.of(properties))
                        .toArray(String[]::new));
        client = router.client();
        path = router.pathOwnedBy(first, second);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        await().until(() -> router.bean(Forwarder.class).inFlight() == 0);
        router.close();
        first.close();
        second.close();
        third.close();
    }

    private String metrics() throws IOException {
        try (RawClient scraper = router.client()) {
            return scraper.send(RawClient.head("GET", "/actuator/prometheus") + "\r\n")
                    .read()
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("pgw_router_"))
                    .collect(joining("\n"));
        }
    }

    private void awaitMetric(String pattern) {
        await().untilAsserted(() -> assertThat(metrics()).containsPattern(pattern));
    }

    private static List<String> bodies(FakeGateway gateway) {
        return gateway.pushes().stream()
                .map(push -> new String(push.body(), StandardCharsets.ISO_8859_1))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "all"})
    void bothOwnersGetThePushAsItCameAndNobodyElse(String ack) throws IOException {
        start(ack);
        first.onPush(Reaction.answer(200, "taken", "X-From: first"));

        Answer answer = client.send("POST", path + "?x=1", RawClient.BODY, "Content-Type: text/x", "User-Agent: curl/8")
                .read();

        assertThat(answer.status()).isEqualTo(200);
        await().until(() -> second.pushes().size() == 1);
        for (FakeGateway owner : List.of(first, second)) {
            assertThat(owner.pushes()).hasSize(1);
            FakeGateway.Push push = owner.pushes().getFirst();
            await().until(push::complete);
            assertThat(push.head().start()).isEqualTo("POST " + path + "?x=1 HTTP/1.1");
            assertThat(push.head().header("Content-Type")).isEqualTo("text/x");
            assertThat(push.head().header("X-Forwarded-For")).isEqualTo("127.0.0.1");
        }
        assertThat(bodies(first)).isEqualTo(bodies(second)).containsExactly(RawClient.BODY);
        assertThat(third.pushes()).isEmpty();
        awaitMetric("pgw_router_copies_total\\{.*method=\"POST\",outcome=\"taken\"} 2.0");
        assertThat(metrics()).containsPattern("pgw_router_forwards_total\\{.*reason=\"copies\",status=\"200\"} 1.0");
    }

    @Test
    void aBodyOfUnknownLengthIsCopiedToo() throws IOException {
        start("all");

        client.send(RawClient.head("PUT", path, "Transfer-Encoding: chunked") + "\r\n4\r\na 1\n\r\n0\r\n\r\n");

        assertThat(client.read().status()).isEqualTo(200);
        assertThat(bodies(first)).isEqualTo(bodies(second)).containsExactly(RawClient.BODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5000", "Transfer-Encoding: chunked"})
    void aBodyTooLargeToKeepIsRefusedAndSaysWhichLimit(String length) throws IOException {
        start("one", "pgw-router.forward.max-buffered=4KB");
        String body = "#".repeat(4_999) + "\n";
        String sent = length.contains("chunked") ? "1388\r\n" + body + "\r\n0\r\n\r\n" : body;

        Answer answer =
                client.send(RawClient.head("PUT", path, length) + "\r\n" + sent).read();

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("pgw-router.forward.max-buffered, 4096 bytes", "pgw-router.replicas");
        assertThat(first.pushes()).isEmpty();
        assertThat(second.pushes()).isEmpty();
    }

    @Test
    void whileOthersHoldAllRoomForBodiesAPushIsToldToComeAgain() throws IOException {
        start(
                "all",
                "pgw-router.forward.max-buffered=4KB",
                "pgw-router.forward.max-buffered-total=4KB",
                "pgw-router.forward.busy-wait=100ms");
        CountDownLatch released = new CountDownLatch(1);
        first.onPush(call -> {
            released.await();
            Reaction.answer(200).to(call);
        });
        try (RawClient holder = router.client().send("PUT", path, RawClient.BODY)) {
            await().until(() -> first.pushes().size() == 1);

            Answer answer = client.put(path);
            released.countDown();

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(answer.body()).contains("max-buffered-total");
            assertThat(holder.read().status()).isEqualTo(200);
        }
    }

    @Test
    void nobodyIsRedirectedWhateverTheyAskFor() throws IOException {
        start("one", "pgw-router.mode=auto");

        assertThat(client.put(path, "User-Agent: Go-http-client/1.1", "X-Pgw-Mode: redirect")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void pushesOfAGroupReachBothOwnersInOneOrder() throws IOException {
        start("one");
        List<RawClient> clients = Stream.generate(router::client).limit(20).toList();
        for (int i = 0; i < clients.size(); i++) {
            clients.get(i).send("PUT", path, "a " + i + "\n");
        }

        for (RawClient each : clients) {
            try (each) {
                assertThat(each.read().status()).isEqualTo(200);
            }
        }

        await().until(() -> first.pushes().size() == 20 && second.pushes().size() == 20);
        await().untilAsserted(() -> assertThat(bodies(first)).isEqualTo(bodies(second)));
    }

    @Nested
    class AnOwnerThatCannotBeReached {

        @ParameterizedTest
        @ValueSource(strings = {"one", "all"})
        void leavesItsCopyToTheNext(String ack) throws IOException {
            start(ack);
            second.die();

            assertThat(client.put(path).status()).isEqualTo(200);

            await().until(() -> third.pushes().size() == 1);
            assertThat(first.pushes()).hasSize(1);
            assertThat(router.suspects(second)).isTrue();
        }

        @Test
        void isAFailureIfAllMustTakeItAndNobodyIsLeft() throws IOException {
            start("all");
            second.die();
            third.die();

            Answer answer = client.put(path);

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(answer.body()).contains("only " + first.id() + " took the push", "pgw-router.ack is all");
            assertThat(first.pushes()).hasSize(1);
            awaitMetric("pgw_router_partial_pushes_total\\{.*method=\"PUT\"} 1.0");
        }

        @Test
        void isNoFailureIfOneMustTakeItAndIsCounted() throws IOException {
            start("one");
            second.die();
            third.die();

            assertThat(client.put(path).status()).isEqualTo(200);

            awaitMetric("pgw_router_partial_pushes_total\\{.*method=\"PUT\"} 1.0");
            awaitMetric("pgw_router_copies_total\\{.*method=\"PUT\",outcome=\"failed\"} 1.0");
        }

        @Test
        void isAllTheSameIfAllAreDead() throws IOException {
            start("one");
            first.die();
            second.die();
            third.die();

            Answer answer = client.put(path);

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).contains("connection refused");
        }
    }

    @Nested
    class AnOwnerThatHangs {

        @Test
        void keepsNobodyWaitingIfOneIsEnoughAndTheNextGetsItsCopy() throws IOException {
            start("one");
            CountDownLatch answered = new CountDownLatch(1);
            second.onPush(call -> {
                answered.await();
                call.close();
            });

            assertThat(client.put(path).status()).isEqualTo(200);

            assertThat(third.pushes()).isEmpty();
            second.onProbe(Reaction.hang());
            await().until(() -> third.pushes().size() == 1);
            answered.countDown();
        }

        @Test
        void getsThePushAfterTheClientHasItsAnswer() throws IOException {
            start("one");
            CountDownLatch answered = new CountDownLatch(1);
            second.onPush(call -> {
                answered.await();
                Reaction.answer(200).to(call);
            });

            assertThat(client.put(path).status()).isEqualTo(200);
            client.close();
            answered.countDown();

            await().until(() -> second.pushes().getFirst().complete());
            awaitMetric("pgw_router_copies_total\\{.*method=\"PUT\",outcome=\"taken\"} 2.0");
        }

        /** Else its copy of the older push would be the latest of all, and be shown. */
        @Test
        void isNotOvertakenByTheNextPushOfTheGroup() throws IOException {
            start("one");
            CountDownLatch released = new CountDownLatch(1);
            second.onPush(call -> {
                released.await();
                Reaction.answer(200).to(call);
            });
            assertThat(client.send("PUT", path, "a 1\n").read().status()).isEqualTo(200);
            await().until(() -> second.pushes().size() == 1);

            client.send("PUT", path, "a 2\n");
            try (RawClient other = router.client()) {
                assertThat(other.put(router.pathOwnedBy(first, third)).status()).isEqualTo(200);
            }
            assertThat(bodies(first)).containsExactly("a 1\n", RawClient.BODY);
            released.countDown();

            assertThat(client.read().status()).isEqualTo(200);
            await().untilAsserted(() -> assertThat(bodies(second)).containsExactly("a 1\n", "a 2\n"));
            assertThat(bodies(first)).containsExactly("a 1\n", RawClient.BODY, "a 2\n");
        }
    }

    @Nested
    class AnOwnerThatRefuses {

        @Test
        void isTheAnswerIfAllMustTakeItThoughAnotherHasIt() throws IOException {
            start("all");
            second.onPush(Reaction.answer(400, "inconsistent\n"));

            Answer answer = client.put(path);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).isEqualTo("inconsistent\n");
            assertThat(third.pushes()).isEmpty();
            awaitMetric("pgw_router_copies_total\\{.*method=\"PUT\",outcome=\"refused\"} 1.0");
            awaitMetric("pgw_router_partial_pushes_total\\{.*method=\"PUT\"} 1.0");
        }

        @Test
        void isOutweighedByOneThatTakesItIfOneIsEnough() throws IOException {
            start("one");
            CountDownLatch refused = new CountDownLatch(1);
            second.onPush(call -> {
                Reaction.answer(400, "inconsistent\n").to(call);
                refused.countDown();
            });
            first.onPush(call -> {
                refused.await();
                Reaction.answer(202).to(call);
            });

            assertThat(client.put(path).status()).isEqualTo(202);

            awaitMetric("pgw_router_partial_pushes_total\\{.*method=\"PUT\"} 1.0");
        }

        @ParameterizedTest
        @ValueSource(strings = {"one", "all"})
        void isTheAnswerIfTheOtherRefusesOrFailsToo(String ack) throws IOException {
            start(ack);
            first.onPush(Reaction.answer(500));
            third.onPush(Reaction.answer(500));
            second.onPush(Reaction.answer(400, "inconsistent\n"));

            Answer answer = client.put(path);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).isEqualTo("inconsistent\n");
        }
    }

    @Nested
    class Deletions {

        @Test
        void reachEachGatewayThatIsWell() throws IOException {
            start("all");
            first.onPush(Reaction.answer(202));
            second.onPush(Reaction.answer(202));

            assertThat(client.send("DELETE", path, "").read().status()).isEqualTo(202);

            assertThat(methods(first)).containsExactly("DELETE");
            assertThat(methods(second)).containsExactly("DELETE");
            assertThat(methods(third)).containsExactly("DELETE");
            assertThat(metrics())
                    .containsPattern("pgw_router_spread_deletions_total\\{.*gateway=\"" + third.id()
                            + "\",outcome=\"taken\"} 1.0");
        }

        @Test
        void doNotWaitForLongForOneThatOwnsNothingAndHangs() throws IOException {
            start("all");
            third.hangs();

            assertThat(client.send("DELETE", path, "").read().status()).isEqualTo(200);
        }

        private List<String> methods(FakeGateway gateway) {
            List<String> methods = new ArrayList<>();
            gateway.pushes().forEach(push -> methods.add(push.method()));
            return methods;
        }
    }
}
