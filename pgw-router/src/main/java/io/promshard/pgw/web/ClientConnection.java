package io.promshard.pgw.web;

/** The connection on which a request came. */
public interface ClientConnection {

    /** Whether the client has closed it. Does not block, and loses nothing that the client may have sent. */
    boolean isGone();

    /** Drops the answer that the server itself began when the body broke off or stopped, so that ours can be given. */
    void dropServersAnswer();
}
