package io.promshard.query.client.http;

import java.io.IOException;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two ways in which an exchange whose head has come can end. */
record Transfer(ClassicHttpResponse response, Cancellable request, Watch watch) {

    private static final Logger log = LoggerFactory.getLogger(Transfer.class);

    /** All was read: the connection is back in the pool. */
    void complete() {
        watch.stop();
        release();
    }

    /** Closes the connection. Cancelled first, as closing alone would read the rest. */
    void abort() {
        watch.stop();
        request.cancel();
        release();
    }

    private void release() {
        try {
            response.close();
        } catch (IOException e) {
            log.debug("closing an answer", e);
        }
    }
}
