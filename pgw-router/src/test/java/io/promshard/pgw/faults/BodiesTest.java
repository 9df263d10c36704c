package io.promshard.pgw.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.pgw.faults.FakeGateway.Push;
import io.promshard.pgw.faults.RawClient.Answer;
import io.promshard.pgw.forward.Forwarder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Bodies of all kinds, on their way through the router. */
@Timeout(90)
@ExtendWith(OutputCaptureExtension.class)
class BodiesTest {

    private static final String PATH = "/metrics/job/a";
    private static final int MB = 1024 * 1024;

    private final FakeGateway gateway = new FakeGateway();
    private Router router;
    private RawClient client;

    @BeforeEach
    void start() {
        start("pgw-router.forward.max-body-size=300MB");
    }

    private void start(String... properties) {
        router = Router.of(
                List.of(gateway.url()),
                Stream.concat(Stream.of("pgw-router.mode=proxy"), Stream.of(properties))
                        .toArray(String[]::new));
        client = router.client();
    }

    private void restart(String... properties) throws IOException {
        client.close();
        router.close();
        start(properties);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        router.close();
        gateway.close();
    }

    private Push onlyPush() {
        assertThat(gateway.pushes()).hasSize(1);
        return gateway.pushes().getFirst();
    }

    @Nested
    class Unchanged {

        @Test
        void chunks() throws IOException {
            client.send(RawClient.head("PUT", PATH, "Transfer-Encoding: chunked")
                    + "\r\n3\r\na 1\r\n1;x=y\r\n\n\r\n0\r\n\r\n");

            assertThat(client.read().status()).isEqualTo(200);
            assertThat(onlyPush().body()).isEqualTo(Reaction.bytes(RawClient.BODY));
        }

        @Test
        void manyChunks() throws IOException {
            byte[] body = random(3 * MB);
            client.send(RawClient.head("POST", PATH, "Transfer-Encoding: chunked") + "\r\n");
            for (int at = 0; at < body.length; at += 10_000) {
                byte[] chunk = Arrays.copyOfRange(body, at, Math.min(body.length, at + 10_000));
                client.send(Integer.toHexString(chunk.length) + "\r\n")
                        .send(chunk)
                        .send("\r\n");
            }
            client.send("0\r\n\r\n");

            assertThat(client.read().status()).isEqualTo(200);
            assertThat(onlyPush().body()).isEqualTo(body);
        }

        /** A kept one may be closed by now, and what was sent over it is gone; yet the others keep theirs. */
        @Test
        void whatIsTooLargeToKeepTakesAConnectionOfItsOwn() throws IOException {
            client.put(PATH);
            client.send(RawClient.head("PUT", PATH, "Content-Length: " + 3 * MB) + "\r\n")
                    .send(random(3 * MB))
                    .read();
            client.put(PATH);

            List<Integer> ports = gateway.pushes().stream().map(Push::port).toList();
            assertThat(ports.get(1)).isNotEqualTo(ports.get(0));
            assertThat(ports.get(2)).isEqualTo(ports.get(0));
        }

        @Test
        void gzip() throws IOException {
            ByteArrayOutputStream zipped = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
                gzip.write(Reaction.bytes(RawClient.BODY));
            }
            client.send(RawClient.head("PUT", PATH, "Content-Encoding: gzip", "Content-Length: " + zipped.size())
                            + "\r\n")
                    .send(zipped.toByteArray());

            assertThat(client.read().status()).isEqualTo(200);
            assertThat(onlyPush().body()).isEqualTo(zipped.toByteArray());
            assertThat(onlyPush().head().header("Content-Encoding")).isEqualTo("gzip");
        }

        @Test
        void none() throws IOException {
            client.send(RawClient.head("DELETE", PATH) + "\r\n");

            assertThat(client.read().status()).isEqualTo(200);
            assertThat(onlyPush().body()).isEmpty();
        }

        @Test
        void twoHundredMegabytesOfWhichNoneAreKept() throws Exception {
            long before = usedAfterGc();
            Sink sink = new Sink(BodiesTest::usedAfterGc);
            gateway.onPush(sink);
            byte[] part = random(MB);
            CRC32 sent = new CRC32();
            client.send(RawClient.head("PUT", PATH, "Content-Length: " + 200L * MB) + "\r\n");

            for (int i = 0; i < 200; i++) {
                client.send(part);
                sent.update(part);
            }

            assertThat(client.read().status()).isEqualTo(200);
            assertThat(sink.received.getValue()).isEqualTo(sent.getValue());
            assertThat(sink.halfWay - before).isLessThan(20L * MB);
        }

        private static byte[] random(int size) {
            byte[] bytes = new byte[size];
            new Random(42).nextBytes(bytes);
            return bytes;
        }
    }

    @Nested
    class TooLarge {

        @BeforeEach
        void limit() throws IOException {
            restart("pgw-router.forward.max-body-size=2MB");
        }

        @Test
        void isRefusedByItsLengthBeforeAGatewayHearsOfIt() throws IOException {
            client.send(RawClient.head("PUT", PATH, "Content-Length: " + (2 * MB + 1)) + "\r\n");

            Answer answer = client.read();

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body()).contains("pgw-router.forward.max-body-size", "2097152 bytes");
            assertThat(gateway.pushes()).isEmpty();
        }

        @Test
        void isRefusedWhenItTurnsOutAndTheGatewayGetsNoEnd() throws IOException {
            client.send(RawClient.head("PUT", PATH, "Transfer-Encoding: chunked") + "\r\n");
            String chunk = "4000\r\n" + "#".repeat(0x4000) + "\r\n";
            for (int sent = 0; sent <= 2 * MB; sent += 0x4000) {
                client.send(chunk);
            }
            client.send("0\r\n\r\n");

            Answer answer = client.read();

            assertThat(answer.status()).isEqualTo(413);
            assertThat(gateway.pushes()).noneMatch(Push::complete);
        }

        @Test
        void isNoFaultOfTheGateway() throws IOException {
            for (int i = 0; i < 15; i++) {
                try (RawClient fresh = router.client()) {
                    fresh.send(RawClient.head("PUT", PATH, "Transfer-Encoding: chunked") + "\r\n");
                    fresh.send("300000\r\n" + "#".repeat(0x300000) + "\r\n0\r\n\r\n");
                    fresh.read();
                }
            }

            assertThat(client.put(PATH).status()).isEqualTo(200);
            assertThat(router.suspects(gateway)).isFalse();
        }
    }

    @Nested
    class FromASlowOrBrokenClient {

        @Test
        void byteByByteArrives() throws IOException {
            client.send(RawClient.head("PUT", PATH, "Content-Length: 4") + "\r\n");
            for (byte one : Reaction.bytes(RawClient.BODY)) {
                client.send(new byte[] {one});
            }

            assertThat(client.read().status()).isEqualTo(200);
            assertThat(onlyPush().body()).isEqualTo(Reaction.bytes(RawClient.BODY));
        }

        @Test
        void aClientThatPausesIsNotTheGatewaysSilence() throws Exception {
            client.send(RawClient.head("PUT", PATH, "Content-Length: " + 2 * MB) + "\r\n")
                    .send(new byte[MB]);
            await().until(() -> !gateway.pushes().isEmpty());

            new CountDownLatch(1).await(1500, TimeUnit.MILLISECONDS);
            client.send(new byte[MB]);

            assertThat(client.read().status()).isEqualTo(200);
            assertThat(onlyPush().body()).hasSize(2 * MB);
        }

        @Test
        void thatEndsTooSoonReachesNoGateway(CapturedOutput output) throws IOException {
            client.send(RawClient.head("PUT", PATH, "Content-Length: 10") + "\r\na 1\n");
            client.close();

            await().untilAsserted(() ->
                    assertThat(router.bean(Forwarder.class).inFlight()).isZero());
            assertThat(router.client().put(PATH).status()).isEqualTo(200);
            assertThat(gateway.pushes()).hasSize(1);
            assertThat(output.getAll()).doesNotContain("ERROR", "Exception");
        }

        @Test
        void thatStopsIsCutOffAndIsNoFaultOfTheGateway() throws IOException {
            restart("server.tomcat.connection-timeout=300ms");
            for (int i = 0; i < 12; i++) {
                try (RawClient slow = router.client()) {
                    slow.send(RawClient.head("PUT", PATH, "Content-Length: " + 2 * MB) + "\r\n")
                            .send(new byte[MB]);
                    slow.awaitEnd();
                }
            }

            assertThat(router.client().put(PATH).status()).isEqualTo(200);
            assertThat(router.suspects(gateway)).isFalse();
        }

        @Test
        void thatTricklesIsToldTheLimitWhenItsTimeIsOver() throws IOException {
            restart("pgw-router.forward.body-timeout=400ms");
            client.send(RawClient.head("PUT", PATH, "Content-Length: 100000") + "\r\n");
            trickle(client);

            Answer answer = client.read();

            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.body())
                    .isEqualTo("the body did not come within pgw-router.forward.body-timeout, 400 ms\n");
            assertThat(gateway.pushes()).isEmpty();
            await().untilAsserted(() ->
                    assertThat(scraped()).containsPattern("pgw_router_forwards_total\\{.*status=\"408\"} 1.0"));
        }

        @Test
        void thatSendsNothingIsToldTheSame() throws IOException {
            restart("pgw-router.forward.body-timeout=400ms");
            client.send(RawClient.head("PUT", PATH, "Content-Length: 100000") + "\r\n");

            assertThat(client.read().body()).contains("pgw-router.forward.body-timeout, 400 ms");
        }

        @Test
        void thatTricklesFreesItsPlaceAtTheGateway() throws IOException {
            restart(
                    "pgw-router.forward.body-timeout=400ms",
                    "pgw-router.forward.max-concurrent-per-gateway=1",
                    "pgw-router.forward.max-buffered=4KB",
                    "pgw-router.forward.max-buffered-total=4KB");
            client.send(RawClient.head("PUT", PATH, "Transfer-Encoding: chunked") + "\r\n");
            client.send("186a0\r\n" + "#".repeat(50_000));
            await().until(() -> !gateway.pushes().isEmpty());
            trickle(client);

            assertThat(client.read().status()).isEqualTo(408);

            assertThat(router.client().put(PATH).status()).isEqualTo(200);
            assertThat(gateway.pushes().getFirst().complete()).isFalse();
            assertThat(router.suspects(gateway)).isFalse();
            await().untilAsserted(() ->
                    assertThat(scraped()).containsPattern("pgw_router_attempts_total\\{.*outcome=\"body\"} 1.0"));
        }

        @Test
        void thatIsQuickMayHaveASlowGateway() throws IOException {
            restart("pgw-router.forward.body-timeout=400ms");
            gateway.onPush(Reaction.answer(200).after(Duration.ofMillis(1500)));

            assertThat(client.send("PUT", PATH, "#".repeat(20_000_000) + "\n")
                            .read()
                            .status())
                    .isEqualTo(200);
        }

        /** A byte each 20 ms until the router hangs up. */
        private static void trickle(RawClient client) {
            Thread.ofVirtual().start(() -> {
                try {
                    while (!new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS)) {
                        client.send("#");
                    }
                } catch (IOException hungUp) {
                    // The end that the test waits for.
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        private String scraped() throws IOException {
            try (RawClient scraper = router.client()) {
                return scraper.send(RawClient.head("GET", "/actuator/prometheus") + "\r\n")
                        .read()
                        .body();
            }
        }

        @Test
        void halfOfAChunkedBodyIsNeverTakenForTheWhole() throws IOException {
            client.send(RawClient.head("PUT", PATH, "Transfer-Encoding: chunked") + "\r\n");
            client.send("200000\r\n" + "#".repeat(0x200000) + "\r\n");
            await().until(() -> !gateway.pushes().isEmpty());

            client.close();

            await().until(() -> router.bean(Forwarder.class).inFlight() == 0 && gateway.openConnections() <= 1);
            assertThat(gateway.pushes()).noneMatch(Push::complete);
        }

        @Test
        void thatGoesAwayInTheMiddleOfAStreamEndsTheForwardedOneToo(CapturedOutput output) throws IOException {
            client.send(RawClient.head("PUT", PATH, "Content-Length: " + 3 * MB) + "\r\n")
                    .send(new byte[2 * MB]);
            await().until(() -> !gateway.pushes().isEmpty());

            client.close();

            await().atMost(Duration.ofSeconds(10))
                    .until(() -> router.bean(Forwarder.class).inFlight() == 0);
            assertThat(onlyPush().complete()).isFalse();
            assertThat(router.suspects(gateway)).isFalse();
            assertThat(output.getAll()).doesNotContain("ERROR", "Exception");
        }

        @Test
        void withABrokenChunkIsRefused() throws IOException {
            client.send(RawClient.head("PUT", PATH, "Transfer-Encoding: chunked") + "\r\nzz\r\n");

            Answer answer = client.read();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).isEqualTo("the body broke off\n");
            assertThat(gateway.pushes()).isEmpty();
        }

        @Test
        void thatPausesWhileItsBodyIsStreamedIsToldSo() throws IOException {
            restart("server.tomcat.connection-timeout=300ms");
            client.send(RawClient.head("PUT", PATH, "Content-Length: " + 2 * MB) + "\r\n")
                    .send(new byte[MB]);

            Answer answer = client.read();

            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.body()).isEqualTo("the body did not come in time\n");
        }
    }

    private static long usedAfterGc() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Reads a body of known length for its checksum only, and measures once when half of it has passed. */
    private static final class Sink implements Reaction {

        private final CRC32 received = new CRC32();
        private final LongSupplier measure;
        private volatile long halfWay;

        private Sink(LongSupplier measure) {
            this.measure = measure;
        }

        @Override
        public void to(FakeGateway.Call call) throws IOException {
            long length = Long.parseLong(call.push().head().header("Content-Length"));
            read(call, length / 2);
            halfWay = measure.getAsLong();
            read(call, length - length / 2);
            call.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        }

        private void read(FakeGateway.Call call, long bytes) throws IOException {
            byte[] part = new byte[64 * 1024];
            for (long left = bytes; left > 0; ) {
                int read = call.in().read(part, (int) Math.min(left, part.length));
                received.update(part, 0, read);
                left -= read;
            }
        }
    }
}
