package io.promshard.pgw.web;

/** The connection on which a request came. */
@FunctionalInterface
public interface ClientConnection {

    /** Whether the client has closed it. Does not block, and loses nothing that the client may have sent. */
    boolean isGone();
}
