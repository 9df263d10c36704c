package io.promshard.shard.web;

import jakarta.servlet.ServletRequest;
import java.util.Optional;

/** The connection on which a request came. */
public interface ClientConnection {

    /**
     * That of a request; nothing where no {@link TomcatConnectionValve} is in the way of requests. To be asked for while the request
     * is served; the connection itself can be looked at from another thread.
     */
    static Optional<ClientConnection> of(ServletRequest request) {
        return request.getAttribute(TomcatConnectionValve.ATTRIBUTE) instanceof ClientConnection connection
                ? Optional.of(connection)
                : Optional.empty();
    }

    /**
     * Whether the client has closed it. Does not block, and loses nothing that the client may have sent. Nobody may read from the
     * request meanwhile, and the request must not have ended: the connection may be another's by then.
     */
    boolean isGone();

    /** Drops the answer that the server itself began when the body broke off or stopped, so that ours can be given. */
    void dropServersAnswer();
}
