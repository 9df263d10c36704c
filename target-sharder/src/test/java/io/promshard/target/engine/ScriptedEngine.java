package io.promshard.target.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An engine as far as its answers go, which come byte for byte as a test wants them: an exchange a connection. */
final class ScriptedEngine implements AutoCloseable {

    /** How the end of an answer is told. */
    enum Framing {
        LENGTH,
        CHUNKS,
        CLOSE
    }

    private static final String STATE = """
            {"status": "success", "data": {"startTime": "2026-01-01T00:00:00Z", "lastConfigTime": "2026-01-01T00:00:00Z"}}""";
    private static final String CONFIG = """
            {"status": "success", "data": {"yaml": "scrape_configs: [{job_name: node}]"}}""";

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    /** Of an answer with the targets. */
    volatile Framing framing = Framing.LENGTH;

    volatile byte[] body = new byte[0];
    volatile boolean zipped;

    /** How many bytes of the body come before the connection ends. */
    volatile int sent = Integer.MAX_VALUE;

    ScriptedEngine() throws IOException {
        Thread.ofVirtual().start(this::serve);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                String path = path(client.getInputStream());
                client.getOutputStream().write(answer(path));
            } catch (SocketException e) {
                // The client has gone, or the test is over.
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static String path(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new SocketException("no request");
            }
            head.append((char) next);
        }
        return head.toString().split(" ", 3)[1];
    }

    private byte[] answer(String path) throws IOException {
        return switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "runtimeinfo" -> answer(STATE.getBytes(StandardCharsets.UTF_8), false, Framing.LENGTH, 1_000);
            case "config" -> answer(CONFIG.getBytes(StandardCharsets.UTF_8), false, Framing.LENGTH, 1_000);
            default -> answer(body, zipped, framing, sent);
        };
    }

    private static byte[] answer(byte[] body, boolean zipped, Framing framing, int sent) throws IOException {
        boolean whole = sent >= body.length;
        byte[] part = Arrays.copyOf(body, Math.min(sent, body.length));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        line(answer, "HTTP/1.1 200 OK");
        line(answer, "Date: Thu, 01 Jan 2026 00:10:00 GMT");
        line(answer, "Content-Type: application/json");
        line(answer, "Connection: close");
        if (zipped) {
            line(answer, "Content-Encoding: gzip");
        }
        switch (framing) {
            case LENGTH -> {
                line(answer, "Content-Length: " + body.length + "\r\n");
                answer.write(part);
            }
            case CLOSE -> {
                line(answer, "");
                answer.write(part);
            }
            case CHUNKS -> {
                line(answer, "Transfer-Encoding: chunked\r\n");
                if (part.length > 0) {
                    line(answer, Integer.toHexString(part.length));
                    answer.write(part);
                    line(answer, "");
                }
                if (whole) {
                    line(answer, "0\r\n");
                }
            }
        }
        return answer.toByteArray();
    }

    private static void line(OutputStream to, String text) throws IOException {
        to.write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
