package io.promshard.pgw.forward;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * Sends a body to its end or breaks the connection.
 *
 * <p>The HTTP client ends a chunked body in good order even if its source failed, and the gateway would take half a push for whole.
 */
final class WholeEntity extends HttpEntityWrapper {

    private final Cancellable request;

    WholeEntity(HttpEntity body, Cancellable request) {
        super(body);
        this.request = request;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try {
            super.writeTo(out);
        } catch (BodyException e) {
            request.cancel();
            throw e;
        }
    }
}
