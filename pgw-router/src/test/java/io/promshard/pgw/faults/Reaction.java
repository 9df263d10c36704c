package io.promshard.pgw.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.promshard.pgw.faults.FakeGateway.Call;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a {@link FakeGateway} does with one request. */
@FunctionalInterface
interface Reaction {

    void to(Call call) throws IOException, InterruptedException;

    /** Reads the request and answers. */
    static Reaction answer(int status, String body, String... headers) {
        return call -> {
            call.readBody();
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            call.write(head + "Content-Length: " + body.length() + "\r\n\r\n" + body);
        };
    }

    /** Reads the request and answers with no more than that. */
    static Reaction answer(int status) {
        return answer(status, "");
    }

    /** Reads the request and closes the connection, as Pushgateway 1.11.0 does when it panics. */
    static Reaction close() {
        return call -> {
            call.readBody();
            call.close();
        };
    }

    /** Takes nothing in and says nothing, until the other side closes. */
    static Reaction hang() {
        return Call::awaitEnd;
    }

    /** Reads the request and says nothing, until the other side closes. */
    static Reaction readAndHang() {
        return call -> {
            call.readBody();
            call.awaitEnd();
        };
    }

    /** Writes bytes as they are and closes. */
    static Reaction raw(String bytes) {
        return call -> {
            call.readBody();
            call.write(bytes);
            call.close();
        };
    }

    default Reaction after(Duration time) {
        return call -> {
            if (!new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                to(call);
            }
        };
    }

    /** The bytes of a text in which each character is one. */
    static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
