package io.promshard.shard.web;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.jspecify.annotations.Nullable;

/**
 * A connection of Tomcat's. It reads ahead without blocking, into the connection's own buffer, where the next request finds what was
 * read.
 *
 * @param sockets null if this release of Tomcat does not let us reach them; then clients are taken to stay
 */
record TomcatConnection(
        Request request, Response response, @Nullable TomcatSockets sockets) implements ClientConnection {

    @Override
    public boolean isGone() {
        try {
            return sockets != null && isOwn() && isClosed(sockets);
        } catch (ReflectiveOperationException unknown) {
            return false;
        }
    }

    /** The streams of HTTP/2 share a connection, of which nobody else may read. */
    private boolean isOwn() {
        return request.getCoyoteRequest().protocol().toString().startsWith("HTTP/1.");
    }

    private boolean isClosed(TomcatSockets known) throws ReflectiveOperationException {
        try {
            known.of(request.getCoyoteRequest()).isReadyForRead();
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    /** Tomcat lets nobody write after its own error, and would put its error page over what was written. */
    @Override
    public void dropServersAnswer() {
        response.setSuspended(false);
        response.setErrorReported();
    }
}
