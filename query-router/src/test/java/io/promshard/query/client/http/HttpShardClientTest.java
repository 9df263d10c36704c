package io.promshard.query.client.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.promshard.query.client.ApiCall;
import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.client.Deadline;
import io.promshard.query.client.ScriptedServer;
import io.promshard.query.client.ScriptedServer.Script;
import io.promshard.query.client.ShardAnswer;
import io.promshard.query.client.ShardFailure;
import io.promshard.query.topology.Replica;
import io.promshard.shard.http.Towards;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class HttpShardClientTest {

    private static final Duration CONNECT = Duration.ofMillis(300);
    private static final Duration IDLE = Duration.ofMillis(400);
    private static final HttpShardSettings SETTINGS =
            new HttpShardSettings(CONNECT, IDLE, Duration.ofMinutes(1), 100_000, false);
    private static final ApiCall CALL =
            new ApiCall("/api/v1/query", List.of(new Param("query", "sum(up) + 1&2"), new Param("time", "4")), true);

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final List<AutoCloseable> open = new ArrayList<>(List.of(timer));
    private HttpShardClient client = client(SETTINGS);

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    private HttpShardClient client(HttpShardSettings settings) {
        HttpShardClient made = new HttpShardClient(settings, Towards.ANYBODY, timer);
        open.add(made);
        return made;
    }

    private ScriptedServer server(Script script) {
        ScriptedServer server = new ScriptedServer(script);
        open.add(server);
        return server;
    }

    private static Deadline within(Duration time) {
        return Deadline.after(time, System::nanoTime);
    }

    private static Deadline soon() {
        return within(Duration.ofSeconds(5));
    }

    private static String read(ShardAnswer answer) throws IOException {
        try (answer) {
            return new String(answer.body().readAllBytes(), UTF_8);
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void sendsAFormAndStreamsTheAnswer() throws Exception {
        ScriptedServer server = server(Script.answer(422, "{\"status\":\"error\"}"));

        ShardAnswer answer = client.call(server.replica(), CALL, soon());

        assertThat(answer.status()).isEqualTo(422);
        assertThat(read(answer)).isEqualTo("{\"status\":\"error\"}");
        assertThat(server.requests().getFirst())
                .startsWith("POST /api/v1/query HTTP/1.1\r\n")
                .contains("Content-Type: application/x-www-form-urlencoded", "Accept-Encoding: identity\r\n")
                .contains("query=sum%28up%29+%2B+1%262&time=4&timeout=");
    }

    /** Of a head that is cut, the rest of the answer would be none: no series, where there are some. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\nContent-Type: application/x-str",
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encod",
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nup 1\n"
            })
    void anAnswerThatDoesNotSayWhereItEndsIsBroken(String text) {
        ScriptedServer server = server(connection -> {
            ScriptedServer.write(connection, text);
            connection.close();
        });

        assertThatExceptionOfType(ShardFailure.Broken.class)
                .isThrownBy(() -> read(client.call(server.replica(), CALL, soon())));
    }

    @Test
    void asksBelowThePrefixByGetWithTheParametersInTheUrl() throws Exception {
        ScriptedServer server = server(Script.answer(200, ""));
        Replica prefixed = new Replica("p", URI.create(server.replica().url() + "/prefix"));
        ApiCall values = new ApiCall(
                "/api/v1/label/a%2Fb/values", List.of(new Param("match[]", "a"), new Param("match[]", "ä")), false);

        client.call(prefixed, values, soon()).close();

        assertThat(server.requests().getFirst())
                .startsWith("GET /prefix/api/v1/label/a%2Fb/values?match%5B%5D=a&match%5B%5D=%C3%A4 HTTP/1.1\r\n");
    }

    @Test
    void givesTheServerALittleLessThanIsLeft() throws Exception {
        ScriptedServer server = server(Script.answer(200, ""));
        ApiCall call =
                new ApiCall("/api/v1/query_range", List.of(new Param("timeout", "1h"), new Param("query", "x")), true);

        client.call(server.replica(), call, within(Duration.ofSeconds(3))).close();

        Matcher timeout = Pattern.compile("query=x&timeout=(\\d+)ms$")
                .matcher(server.requests().getFirst());
        assertThat(timeout.find()).isTrue();
        assertThat(Long.parseLong(timeout.group(1))).isBetween(1_000L, 2_950L);
    }

    @Test
    void keepsAConnectionWhoseAnswerWasReadToItsEnd() throws Exception {
        ScriptedServer server = server(Script.answer(200, "x".repeat(50_000)));

        for (int i = 0; i < 5; i++) {
            read(client.call(server.replica(), CALL, soon()));
        }

        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void closesAConnectionThatIsIdleForLong() throws Exception {
        ScriptedServer server = server(Script.answer(200, "x"));
        HttpShardClient forgetful = client(new HttpShardSettings(CONNECT, IDLE, Duration.ofMillis(200), 100, false));

        read(forgetful.call(server.replica(), CALL, soon()));

        assertThat(server.closed()).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void followsNoRedirectAndAsksOnce() throws Exception {
        ScriptedServer server =
                server(Script.begin("HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n"));

        try (ShardAnswer answer = client.call(server.replica(), CALL, soon())) {
            assertThat(answer.status()).isEqualTo(302);
        }
        assertThat(server.requests()).hasSize(1);
    }

    @Nested
    class BeforeTheHead {

        private <F extends ShardFailure> ThrowableAssertAlternative<F> fails(
                Class<F> kind, Replica replica, Deadline deadline) {
            return assertThatExceptionOfType(kind).isThrownBy(() -> client.call(replica, CALL, deadline));
        }

        @Test
        void aRefusedConnectionIsUnreachableAndNamesNoAddress() throws Exception {
            ScriptedServer server = new ScriptedServer(Script.silence());
            server.close();

            fails(ShardFailure.Unreachable.class, server.replica(), soon()).withMessage("the connection was refused");
        }

        @Test
        void aNameThatNobodyKnowsIsUnreachable() {
            Replica unknown = new Replica("x", URI.create("http://no-such-host.invalid:9090"));

            fails(ShardFailure.Unreachable.class, unknown, soon()).withMessage("the server's name is unknown");
        }

        @Test
        void aServerThatAcceptsNobodyIsUnreachableAfterTheConnectTimeout() throws Exception {
            try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                List<Socket> backlog = fill(full);
                long start = System.nanoTime();

                fails(
                                ShardFailure.Unreachable.class,
                                new Replica("x", URI.create("http://127.0.0.1:" + full.getLocalPort())),
                                soon())
                        .withMessage("no connection within 300 ms");

                assertThat(since(start)).isBetween(CONNECT.minusMillis(5), Duration.ofSeconds(2));
                for (Socket socket : backlog) {
                    socket.close();
                }
            }
        }

        /** The kernel takes backlog + 1 connections that nobody accepts, and is silent to all others. */
        private static List<Socket> fill(ServerSocket server) throws IOException {
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                sockets.add(new Socket(server.getInetAddress(), server.getLocalPort()));
            }
            return sockets;
        }

        @Test
        void aDeadlineBeforeTheConnectTimeoutEndsTheConnect() throws Exception {
            try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                List<Socket> backlog = fill(full);
                HttpShardClient patient =
                        client(new HttpShardSettings(Duration.ofSeconds(15), IDLE, Duration.ofMinutes(1), 100, false));
                Replica silent = new Replica("x", URI.create("http://127.0.0.1:" + full.getLocalPort()));
                long start = System.nanoTime();

                assertThatExceptionOfType(ShardFailure.TimedOut.class)
                        .isThrownBy(() -> patient.call(silent, CALL, within(Duration.ofMillis(100))));

                assertThat(since(start)).isLessThan(Duration.ofSeconds(5));
                for (Socket socket : backlog) {
                    socket.close();
                }
            }
        }

        @Test
        void silenceLastsAsLongAsTheDeadlineWhateverTheIdleTimeAndEndsTheConnection() {
            ScriptedServer server = server(Script.silence());
            long start = System.nanoTime();

            fails(ShardFailure.TimedOut.class, server.replica(), within(Duration.ofMillis(900)))
                    .withMessage("no answer came in time");

            assertThat(since(start)).isBetween(Duration.ofMillis(900), Duration.ofMillis(1900));
            assertThat(server.closed()).succeedsWithin(Duration.ofSeconds(1));
        }

        @Test
        void aHeadThatTricklesEndsAtTheDeadline() {
            ScriptedServer server = server(connection -> {
                while (true) {
                    ScriptedServer.write(connection, "H");
                    TimeUnit.MILLISECONDS.sleep(20);
                }
            });

            fails(ShardFailure.TimedOut.class, server.replica(), within(Duration.ofMillis(500)));
        }

        @Test
        void aPassedDeadlineAsksNobody() {
            ScriptedServer server = server(Script.answer(200, ""));

            fails(ShardFailure.TimedOut.class, server.replica(), within(Duration.ZERO));

            assertThat(server.requests()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/9.9 200 OK\r\n\r\n", "HTTP/1.1 abc\r\n\r\n"})
        void whatIsNoHttpIsBroken(String garbage) {
            ScriptedServer server = server(connection -> {
                ScriptedServer.write(connection, garbage);
                connection.close();
            });

            fails(ShardFailure.Broken.class, server.replica(), soon())
                    .withMessageNotContaining(garbage.isEmpty() ? "127" : garbage);
        }

        @Test
        void aHeadWithoutEndIsBroken() {
            ScriptedServer server = server(connection -> {
                ScriptedServer.write(connection, "HTTP/1.1 200 OK\r\n");
                while (true) {
                    ScriptedServer.write(connection, "X-Header: " + "x".repeat(1000) + "\r\n");
                }
            });

            fails(ShardFailure.Broken.class, server.replica(), soon());
        }

        @Test
        void anEncodingThatWasNotAskedForIsBroken() {
            ScriptedServer server =
                    server(Script.begin("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 1\r\n\r\nx"));

            fails(ShardFailure.Broken.class, server.replica(), soon())
                    .withMessage("the answer has an encoding that was not asked for");
            assertThat(server.closed()).succeedsWithin(Duration.ofSeconds(1));
        }
    }

    @Nested
    class WithinTheBody {

        private static final String BEGUN = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n0123456789";

        private <F extends ShardFailure> ThrowableAssertAlternative<F> fails(
                Class<F> kind, Script script, Deadline deadline) throws Exception {
            try (ShardAnswer answer = client.call(server(script).replica(), CALL, deadline)) {
                return assertThatExceptionOfType(kind)
                        .isThrownBy(() -> answer.body().readAllBytes());
            }
        }

        @Test
        void aStallEndsAfterTheIdleTimeLongBeforeTheDeadline() throws Exception {
            long start = System.nanoTime();

            fails(ShardFailure.TimedOut.class, Script.begin(BEGUN), soon())
                    .withMessage("nothing more of the answer came for 400 ms");

            assertThat(since(start)).isBetween(IDLE, IDLE.plusSeconds(1));
        }

        @Test
        void aTrickleEndsAtTheDeadline() throws Exception {
            long start = System.nanoTime();

            fails(
                            ShardFailure.TimedOut.class,
                            connection -> {
                                ScriptedServer.write(connection, BEGUN);
                                while (true) {
                                    ScriptedServer.write(connection, "x");
                                    TimeUnit.MILLISECONDS.sleep(50);
                                }
                            },
                            within(Duration.ofMillis(800)))
                    .withMessage("the answer did not end in time");

            assertThat(since(start)).isBetween(Duration.ofMillis(800), Duration.ofMillis(1800));
        }

        @Test
        void aReaderThatTakesItsTimeIsNoStall() throws Exception {
            ScriptedServer server = server(Script.answer(200, "0123456789"));
            try (ShardAnswer answer = client.call(server.replica(), CALL, soon())) {
                assertThat(answer.body().read()).isEqualTo('0');

                long resumed = System.nanoTime() + IDLE.multipliedBy(2).toNanos();
                await().until(() -> System.nanoTime() > resumed);

                assertThat(answer.body().readAllBytes()).hasSize(9);
            }
        }

        @Test
        void aResetIsBroken() throws Exception {
            fails(
                            ShardFailure.Broken.class,
                            connection -> {
                                ScriptedServer.write(connection, BEGUN);
                                connection.setSoLinger(true, 0);
                                connection.close();
                            },
                            soon())
                    .withMessage("the answer broke off");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Content-Length: 99\r\n\r\nshort",
                    "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
                    "Transfer-Encoding: chunked\r\n\r\nno size\r\nhello\r\n0\r\n\r\n",
                    "Content-Encoding: gzip\r\nContent-Length: 12\r\n\r\nno gzip here",
                })
        void anEndThatComesTooEarlyAndGarbageAreBroken(String rest) throws Exception {
            fails(
                    ShardFailure.Broken.class,
                    connection -> {
                        ScriptedServer.write(connection, "HTTP/1.1 200 OK\r\n" + rest);
                        connection.close();
                    },
                    soon());
        }

        @Test
        void theLengthIsEnoughToRefuseAnAnswer() throws Exception {
            fails(
                            ShardFailure.TooLarge.class,
                            Script.begin("HTTP/1.1 200 OK\r\nContent-Length: 100001\r\n\r\n"),
                            soon())
                    .withMessage("the answer is larger than 100000 bytes");
        }

        @Test
        void anEndlessAnswerEndsAtTheLimit() throws Exception {
            fails(
                    ShardFailure.TooLarge.class,
                    connection -> {
                        ScriptedServer.write(connection, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                        while (true) {
                            ScriptedServer.write(connection, "3e8\r\n" + "x".repeat(1000) + "\r\n");
                        }
                    },
                    soon());
        }

        @Test
        void anAnswerOfJustTheLimitPasses() throws Exception {
            ScriptedServer server = server(Script.answer(200, "x".repeat(100_000)));

            assertThat(read(client.call(server.replica(), CALL, soon()))).hasSize(100_000);
        }

        @Test
        void aFailureStays() throws Exception {
            ScriptedServer server = server(Script.begin(BEGUN));
            try (ShardAnswer answer = client.call(server.replica(), CALL, soon())) {
                for (int i = 0; i < 3; i++) {
                    assertThatExceptionOfType(ShardFailure.TimedOut.class)
                            .isThrownBy(() -> answer.body().readAllBytes());
                }
            }
        }
    }

    @Nested
    class Ends {

        @Test
        void anInterruptedCallerWhileTheServerIsSilent() throws Exception {
            ScriptedServer server = server(Script.silence());
            CompletableFuture<Throwable> outcome = new CompletableFuture<>();
            Thread caller = Thread.startVirtualThread(() -> {
                try {
                    client.call(server.replica(), CALL, soon()).close();
                } catch (ShardFailure e) {
                    outcome.complete(e);
                }
            });
            await().until(() -> !server.requests().isEmpty());

            long start = System.nanoTime();
            caller.interrupt();

            assertThat(outcome).succeedsWithin(Duration.ofSeconds(1)).isInstanceOf(ShardFailure.Cancelled.class);
            assertThat(server.closed().get(1, TimeUnit.SECONDS) - start)
                    .isLessThan(Duration.ofSeconds(1).toNanos());
        }

        @Test
        void anInterruptedCallerInTheMiddleOfABody() throws Exception {
            ScriptedServer server = server(Script.begin(WithinTheBody.BEGUN));
            HttpShardClient patient =
                    client(new HttpShardSettings(CONNECT, Duration.ofMinutes(1), Duration.ofMinutes(1), 1000, false));
            CountDownLatch head = new CountDownLatch(1);
            CompletableFuture<Throwable> outcome = new CompletableFuture<>();
            Thread caller = Thread.startVirtualThread(() -> {
                try (ShardAnswer answer = patient.call(server.replica(), CALL, soon())) {
                    head.countDown();
                    answer.body().readAllBytes();
                } catch (IOException e) {
                    outcome.complete(e);
                }
            });
            assertThat(head.await(5, TimeUnit.SECONDS)).isTrue();

            caller.interrupt();

            assertThat(outcome).succeedsWithin(Duration.ofSeconds(1)).isInstanceOf(ShardFailure.Cancelled.class);
            assertThat(server.closed()).succeedsWithin(Duration.ofSeconds(1));
        }

        @Test
        void anAnswerThatIsClosedEarlyWithoutReadingOn() throws Exception {
            CountDownLatch sending = new CountDownLatch(1);
            ScriptedServer server = server(connection -> {
                ScriptedServer.write(connection, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                while (true) {
                    ScriptedServer.write(connection, "3e8\r\n" + "x".repeat(1000) + "\r\n");
                    sending.countDown();
                }
            });
            ShardAnswer answer = client.call(server.replica(), CALL, soon());
            assertThat(answer.body().readNBytes(10)).hasSize(10);
            long start = System.nanoTime();

            answer.close();

            assertThat(since(start)).isLessThan(Duration.ofSeconds(1));
            assertThat(server.closed()).succeedsWithin(Duration.ofSeconds(1));
            assertThatExceptionOfType(ShardFailure.Broken.class)
                    .isThrownBy(() -> answer.body().read())
                    .withMessage("the answer was closed");
        }

        @Test
        void noTaskIsLeftOnTheTimer() throws Exception {
            timer.setRemoveOnCancelPolicy(true);
            ScriptedServer server = server(Script.answer(200, "x"));

            read(client.call(server.replica(), CALL, soon()));
            client.call(server.replica(), CALL, soon()).close();

            assertThat(timer.getQueue()).isEmpty();
        }
    }

    @Nested
    class Compressed {

        private static Script zipped(byte[] plain) {
            return connection -> {
                byte[] zipped = zip(plain);
                ScriptedServer.write(connection, """
                    HTTP/1.1 200 OK\r
                    Content-Encoding: gzip\r
                    Transfer-Encoding: chunked\r
                    \r
                    %x\r
                    %s\r
                    0\r
                    \r
                    """.formatted(zipped.length, new String(zipped, ISO_8859_1)));
            };
        }

        private static byte[] zip(byte[] plain) throws IOException {
            ByteArrayOutputStream zipped = new ByteArrayOutputStream();
            try (OutputStream out = new GZIPOutputStream(zipped)) {
                out.write(plain);
            }
            return zipped.toByteArray();
        }

        @Test
        void isAskedForAndDecompressedOverAKeptConnection() throws Exception {
            HttpShardClient zipping = client(new HttpShardSettings(CONNECT, IDLE, Duration.ofMinutes(1), 10_000, true));
            ScriptedServer server = server(zipped("hello".repeat(2000).getBytes(UTF_8)));

            assertThat(read(zipping.call(server.replica(), CALL, soon()))).isEqualTo("hello".repeat(2000));
            assertThat(read(zipping.call(server.replica(), CALL, soon()))).isEqualTo("hello".repeat(2000));

            assertThat(server.requests().getFirst()).contains("Accept-Encoding: gzip\r\n");
            assertThat(server.connections()).isEqualTo(1);
        }

        @Test
        void isMeasuredByWhatItGrowsTo() throws Exception {
            ScriptedServer server = server(zipped(new byte[100_001]));

            try (ShardAnswer answer = client.call(server.replica(), CALL, soon())) {
                assertThatExceptionOfType(ShardFailure.TooLarge.class)
                        .isThrownBy(() -> answer.body().readAllBytes());
            }
        }
    }
}
