package io.promshard.pgw.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads HTTP/1.1 messages from a socket, one after the other, leniently. */
final class HttpInput {

    private final InputStream in;

    HttpInput(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** Blocks for a message's head; null if the connection ended before one began. */
    @Nullable Head head() throws IOException {
        String start = line();
        if (start.isEmpty()) {
            return null;
        }
        List<String> headers = new ArrayList<>();
        for (String header = line(); !header.isEmpty(); header = line()) {
            headers.add(header);
        }
        return new Head(start, headers);
    }

    /** The body that the head announces. */
    byte[] body(Head head) throws IOException {
        if (head.has("Transfer-Encoding")) {
            return chunked();
        }
        int length = head.has("Content-Length") ? Integer.parseInt(head.header("Content-Length")) : 0;
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the body ended after " + body.length + " of " + length);
        }
        return body;
    }

    /** One byte, or -1 at the end. */
    int next() throws IOException {
        return in.read();
    }

    /** A part of a body of any kind, as it comes. */
    int read(byte[] into, int atMost) throws IOException {
        return in.read(into, 0, atMost);
    }

    private byte[] chunked() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = size(); size > 0; size = size()) {
            byte[] chunk = in.readNBytes(size);
            if (chunk.length < size) {
                throw new EOFException("a chunk ended after " + chunk.length + " of " + size);
            }
            body.write(chunk);
            line();
        }
        line();
        return body.toByteArray();
    }

    private int size() throws IOException {
        String line = line();
        if (line.isEmpty()) {
            throw new EOFException("no chunk");
        }
        return Integer.parseInt(line, 16);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.write(c);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    /**
     * Start line and headers.
     *
     * @param start as it came, without the line's end
     * @param headers the lines as they came, in order
     */
    record Head(String start, List<String> headers) {

        boolean has(String name) {
            return !all(name).isEmpty();
        }

        /** The value of the first header of that name. */
        String header(String name) {
            return all(name).getFirst();
        }

        List<String> all(String name) {
            return headers.stream()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .toList();
        }
    }
}
