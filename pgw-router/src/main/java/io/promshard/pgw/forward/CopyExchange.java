package io.promshard.pgw.forward;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** One copy of a push. Keeps its gateway's answer, since the client gets only one of several. For one thread at a time. */
final class CopyExchange implements Exchange {

    /** An answer to a push is a line or two. */
    private static final int LONGEST_ANSWER = 64 * 1024;

    private final PushHead head;
    private final WaitingClient client;
    private final List<Map.Entry<String, String>> headers = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status;

    CopyExchange(PushHead head, WaitingClient client) {
        this.head = head;
        this.client = client;
    }

    /** Gives the answer to the client. */
    void relay(Exchange exchange) throws IOException {
        exchange.status(status);
        headers.forEach(header -> exchange.header(header.getKey(), header.getValue()));
        body.writeTo(exchange.out());
    }

    /** Its text, for people. */
    String text() {
        return body.toString(StandardCharsets.UTF_8).strip();
    }

    /** In place of whatever was answered so far. */
    void fail(String reason) {
        startOver();
        status(500);
        body.writeBytes((reason + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String method() {
        return head.method();
    }

    @Override
    public String target() {
        return head.target();
    }

    @Override
    public long group() {
        return head.group();
    }

    @Override
    public void headers(BiConsumer<String, String> each) {
        head.eachHeader(each);
    }

    /** The body is kept apart. */
    @Override
    public long contentLength() {
        return 0;
    }

    @Override
    public InputStream body() {
        return new ByteArrayInputStream(new byte[0]);
    }

    @Override
    public void status(int newStatus) {
        status = newStatus;
    }

    @Override
    public void header(String name, String value) {
        headers.add(Map.entry(name, value));
    }

    @Override
    public OutputStream out() {
        return new Limited();
    }

    @Override
    public boolean startOver() {
        headers.clear();
        body.reset();
        return true;
    }

    @Override
    public boolean clientGone() {
        return client.isGone();
    }

    /** Refuses what is too long. */
    private final class Limited extends OutputStream {

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (body.size() + length > LONGEST_ANSWER) {
                throw new IOException("an answer to a push of more than " + LONGEST_ANSWER + " bytes");
            }
            body.write(bytes, offset, length);
        }
    }
}
