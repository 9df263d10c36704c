package io.promshard.shard.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.shard.membership.Member;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server of bare sockets, which does what no proper server would. */
@Timeout(20)
class HttpProbeTest extends ProbeContract {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(150);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        open.forEach(HttpProbeTest::close);
        close(server);
    }

    @Override
    Probe probe() {
        return probe(LONG);
    }

    @Override
    Member ready() {
        answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK");
        return member("");
    }

    @Override
    Member gone() {
        Member gone = member("");
        close(server);
        return gone;
    }

    @Override
    Member silent() {
        return member("");
    }

    @Test
    void asksBelowThePrefixOfTheMember() throws Exception {
        answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

        probe().probe(member("/push"));

        assertThat(requests.poll(10, TimeUnit.SECONDS)).startsWith("GET /push/-/ready HTTP/1.1\r\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 301, 404, 500, 503})
    void anyOtherStatusIsUnready(int status) {
        answering("HTTP/1.1 " + status + " x\r\nContent-Length: 0\r\n\r\n");

        assertThat(probe().probe(member(""))).isEqualTo(new ProbeResult.Unready("answered " + status));
    }

    /** A label of more than 63 letters, so that no name server need be asked. */
    @Test
    void anUnknownHostIsGone() {
        URI nowhere = URI.create("http://" + "x".repeat(64) + ".invalid:9091");

        assertThat(probe().probe(Member.at(nowhere))).isEqualTo(new ProbeResult.Gone("no such host"));
    }

    @Nested
    class IsUnready {

        @Test
        void whenItNeverAnswers() {
            assertThat(probe(SHORT).probe(member(""))).isEqualTo(new ProbeResult.Unready("no answer within 150 ms"));
        }

        @Test
        void whenItsBodyNeverEnds() {
            answering("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nOK");

            assertThat(probe(SHORT).probe(member(""))).isEqualTo(new ProbeResult.Unready("no answer within 150 ms"));
        }

        @Test
        void whenItClosesWithoutAnAnswer() {
            answering("");

            assertThat(probe().probe(member("")))
                    .isEqualTo(
                            new ProbeResult.Unready("java.io.IOException: HTTP/1.1 header parser received no bytes"));
        }

        @Test
        void whenItAnswersNonsense() {
            answering("SSH-2.0-OpenSSH_9.2\r\n\r\n");

            assertThat(probe().probe(member("")))
                    .isEqualTo(new ProbeResult.Unready(
                            "java.net.ProtocolException: Invalid status line: \"SSH-2.0-OpenSSH_9.2\""));
        }
    }

    private HttpProbe probe(Duration timeout) {
        return new HttpProbe(client, "/-/ready", timeout);
    }

    private Member member(String prefix) {
        return Member.at(URI.create("http://127.0.0.1:" + server.getLocalPort() + prefix));
    }

    /** Each connection gets this once it has asked, and stays open; without an answer it is closed. */
    private void answering(String answer) {
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    answer(server.accept(), answer);
                }
            } catch (IOException e) {
                assertThat(server.isClosed()).isTrue();
            }
        });
    }

    private void answer(Socket connection, String answer) throws IOException {
        open.add(connection);
        byte[] request = new byte[4096];
        int length = connection.getInputStream().read(request);
        requests.add(new String(request, 0, length, StandardCharsets.US_ASCII));
        if (answer.isEmpty()) {
            connection.close();
        } else {
            connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
