package io.promshard.pgw.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;

/** A client of which every byte can be given. One connection; used by one thread. */
final class RawClient implements Closeable {

    static final String BODY = "a 1\n";

    private final Socket socket;
    private final HttpInput in;

    RawClient(int port) {
        try {
            this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(20_000);
            this.in = new HttpInput(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawClient send(String text) throws IOException {
        return send(Reaction.bytes(text));
    }

    RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** A request with a body of known length. */
    RawClient send(String method, String target, String body, String... headers) throws IOException {
        return send(head(method, target, headers) + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    static String head(String method, String target, String... headers) {
        String head = method + " " + target + " HTTP/1.1\r\nHost: router\r\n";
        return headers.length == 0 ? head : head + String.join("\r\n", headers) + "\r\n";
    }

    Answer put(String target, String... headers) throws IOException {
        return send("PUT", target, BODY, headers).read();
    }

    /** The head of an answer that has no body, whatever it announces. */
    HttpInput.Head head() throws IOException {
        HttpInput.Head head = in.head();
        if (head == null) {
            throw new EOFException("the connection ended without an answer");
        }
        return head;
    }

    Answer read() throws IOException {
        HttpInput.Head head = head();
        boolean interim = head.start().startsWith("HTTP/1.1 1");
        return new Answer(head, interim ? "" : new String(in.body(head), ISO_8859_1));
    }

    /** Reads to the end of the connection, which the router brings about. */
    void awaitEnd() throws IOException {
        try {
            while (in.next() >= 0) {}
        } catch (SocketException reset) {
            // That is an end too.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** What the router said. */
    record Answer(HttpInput.Head head, String body) {

        int status() {
            return Integer.parseInt(head.start().split(" ", 3)[1]);
        }

        String header(String name) {
            return head.header(name);
        }

        boolean has(String name) {
            return head.has(name);
        }
    }
}
