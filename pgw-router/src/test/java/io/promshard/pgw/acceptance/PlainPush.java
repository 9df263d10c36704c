package io.promshard.pgw.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The simplest of clients: a connection of its own for each request, and no second try of anything.
 *
 * @param userAgent what it calls itself; empty for nothing
 * @param followsOnce whether it goes where a 307 points, once
 */
record PlainPush(String userAgent, boolean followsOnce, Duration timeout) {

    /** The status of the last answer. */
    int put(URI uri, String body) throws IOException {
        return send("PUT", uri, body, followsOnce);
    }

    int send(String method, URI uri, String body) throws IOException {
        return send(method, uri, body, followsOnce);
    }

    private int send(String method, URI uri, String body, boolean follows) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), (int) timeout.toMillis());
            socket.setSoTimeout((int) timeout.toMillis());
            socket.getOutputStream().write(request(method, uri, body).getBytes(StandardCharsets.UTF_8));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            int status = status(answer.readLine());
            return status == 307 && follows ? send(method, location(answer), body, false) : status;
        }
    }

    private String request(String method, URI uri, String body) {
        String named = userAgent.isEmpty() ? "" : "User-Agent: " + userAgent + "\r\n";
        return method + " " + uri.getRawPath() + " HTTP/1.1\r\nHost: " + uri.getRawAuthority() + "\r\n" + named
                + "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static int status(String line) throws IOException {
        if (line == null) {
            throw new IOException("closed without an answer");
        }
        return Integer.parseInt(line.split(" ", -1)[1]);
    }

    private static URI location(BufferedReader answer) throws IOException {
        for (String line = answer.readLine(); line != null; line = answer.readLine()) {
            if (line.regionMatches(true, 0, "Location: ", 0, 10)) {
                return URI.create(line.substring(10));
            }
        }
        throw new IOException("a redirect without a Location");
    }
}
