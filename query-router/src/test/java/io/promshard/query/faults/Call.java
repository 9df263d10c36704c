package io.promshard.query.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request that a {@link FakeShard} has read.
 *
 * @param path with its parameters
 */
record Call(String shard, String path, Socket connection) {

    /** Blocks for the next one; null at the end of the connection. */
    static @Nullable Call next(String shard, Socket connection) throws IOException {
        InputStream in = connection.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.append((char) next);
        }
        int length = head.toString()
                .lines()
                .filter(line -> line.startsWith("Content-Length: "))
                .mapToInt(line -> Integer.parseInt(line.substring("Content-Length: ".length())))
                .findFirst()
                .orElse(0);
        in.skipNBytes(length);
        return new Call(shard, head.toString().split(" ", 3)[1], connection);
    }

    /** An inspection or a probe. */
    boolean isOfTheRouter() {
        return path.startsWith("/api/v1/status/") || path.startsWith("/-/");
    }

    /** What a well shard answers. */
    String body() {
        return Bodies.of(shard, path);
    }

    void write(String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(ISO_8859_1));
        connection.getOutputStream().flush();
    }

    /** Answers with that length announced, and writes that much of it. */
    void answer(int status, String body, int announced) throws IOException {
        write("HTTP/1.1 " + status + " Status\r\nContent-Length: " + announced + "\r\n\r\n" + body);
    }

    void answer(int status, String body) throws IOException {
        answer(status, body, body.length());
    }

    /** Waits for the other side to close; true if it did. */
    boolean closedWithin(Duration time) throws IOException {
        connection.setSoTimeout(Math.toIntExact(time.toMillis()));
        try {
            return connection.getInputStream().read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } finally {
            connection.setSoTimeout(0);
        }
    }

    /** Ends the connection with an RST. */
    void reset() throws IOException {
        connection.setSoLinger(true, 0);
        connection.close();
    }
}
