package io.promshard.query.rim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

/** A client of which every byte can be given, as ISO-8859-1. One connection; used by one thread. */
public final class RawClient implements Closeable {

    private final Socket socket;

    public RawClient(int port) {
        try {
            this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(20_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        return this;
    }

    /** A request without a body. */
    public RawClient request(String method, String target, String... headers) throws IOException {
        String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return send(method + " " + target + " HTTP/1.1\r\nHost: router\r\n" + lines + "\r\n");
    }

    RawAnswer get(String target, String... headers) throws IOException {
        return request("GET", target, headers).read();
    }

    /** A whole answer; the connection stays. */
    RawAnswer read() throws IOException {
        String head = head();
        return new RawAnswer(head, new String(body(head), ISO_8859_1));
    }

    String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) next());
        }
        return head.toString();
    }

    /** All that comes until the router ends the connection. */
    public String toTheEnd() throws IOException {
        return new String(in().readAllBytes(), ISO_8859_1);
    }

    private byte[] body(String head) throws IOException {
        String length = RawAnswer.header(head, "content-length");
        if (!length.isEmpty()) {
            return in().readNBytes(Integer.parseInt(length));
        }
        return RawAnswer.header(head, "transfer-encoding").equals("chunked") ? chunks() : in().readAllBytes();
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = size(); size > 0; size = size()) {
            body.write(in().readNBytes(size));
            in().skipNBytes(2);
        }
        in().skipNBytes(2);
        return body.toByteArray();
    }

    private int size() throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.indexOf("\r\n") < 0) {
            line.append((char) next());
        }
        return Integer.parseInt(line.substring(0, line.length() - 2).toLowerCase(Locale.ROOT), 16);
    }

    private int next() throws IOException {
        int next = in().read();
        if (next < 0) {
            throw new EOFException("the connection ended");
        }
        return next;
    }

    private InputStream in() throws IOException {
        return socket.getInputStream();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
