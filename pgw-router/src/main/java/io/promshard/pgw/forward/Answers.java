package io.promshard.pgw.forward;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** Writes answers: a gateway's, or our own. */
final class Answers {

    private static final int COPY_SIZE = 16 * 1024;

    private Answers() {}

    /** Copies the gateway's answer as it comes. If it or the client breaks off, the request to the gateway ends too. */
    static Outcome relay(Exchange exchange, String gateway, Delivery.Result.Answered answer) throws IOException {
        int status = answer.response().getCode();
        try (answer) {
            copy(exchange, answer.response());
            return Outcome.of(status, gateway);
        } catch (IOException e) {
            return exchange.startOver()
                    ? refuse(exchange, 502, gateway + " broke off its answer of " + status)
                    : new Outcome(status, gateway, false);
        }
    }

    private static void copy(Exchange exchange, ClassicHttpResponse response) throws IOException {
        exchange.status(response.getCode());
        Set<String> named = Set.of();
        for (Header connection : response.getHeaders("Connection")) {
            named = Headers.named(named, connection.getValue());
        }
        for (Header header : response.getHeaders()) {
            if (Headers.passes(header.getName(), named)) {
                exchange.header(header.getName(), header.getValue());
            }
        }
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            copy(exchange, entity);
        }
    }

    private static void copy(Exchange exchange, HttpEntity entity) throws IOException {
        if (entity.getContentLength() >= 0) {
            exchange.header("Content-Length", Long.toString(entity.getContentLength()));
        }
        InputStream in = entity.getContent();
        if (in == null) {
            return;
        }
        byte[] buffer = new byte[COPY_SIZE];
        OutputStream out = exchange.out();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
        }
    }

    /** Nobody can take the push now; later somebody may. */
    static Outcome unavailable(Exchange exchange, String reason, ForwardSettings settings) throws IOException {
        return answer(exchange, 503, reason, Math.max(1, settings.retryAfter().toSeconds()));
    }

    /** Some gateways took the push, and that is not enough. A client that tries again does no harm. */
    static Outcome partly(Exchange exchange, int status, String reason, ForwardSettings settings) throws IOException {
        return answer(
                exchange, status, reason, Math.max(1, settings.retryAfter().toSeconds()));
    }

    static Outcome bodyBroken(Exchange exchange, BodyException e, ForwardSettings settings) throws IOException {
        String reason = String.valueOf(e.getMessage());
        return e.status() == 503 ? unavailable(exchange, reason, settings) : bodyBroken(exchange, e.status(), reason);
    }

    /** The server may have begun an answer of its own when it could not read the body. */
    static Outcome bodyBroken(Exchange exchange, int status, String reason) throws IOException {
        exchange.startOver();
        return refuse(exchange, status, reason);
    }

    static Outcome refuse(Exchange exchange, int status, String reason) throws IOException {
        return answer(exchange, status, reason, 0);
    }

    private static Outcome answer(Exchange exchange, int status, String reason, long retryAfter) throws IOException {
        byte[] text = (reason + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.status(status);
        exchange.header("Content-Type", "text/plain; charset=utf-8");
        exchange.header("Content-Length", Integer.toString(text.length));
        if (retryAfter > 0) {
            exchange.header("Retry-After", Long.toString(retryAfter));
        }
        exchange.out().write(text);
        return Outcome.of(status, "");
    }
}
