package io.promshard.pgw.web;

/** Told of every push once it is answered, for metrics. Must not block or throw. */
public interface PushListener {

    /** A push was sent to its owner by a 307. */
    void redirected(String method, String gateway);

    /**
     * A push went through us.
     *
     * @param gateway that answered; empty if none did
     * @param reason why it was not redirected, in lower case
     * @param nanos from the request to the end of the answer
     */
    void forwarded(String method, String gateway, int status, String reason, long nanos);

    /**
     * A push was refused before a gateway saw it.
     *
     * @param reason as a metric's label
     */
    void refused(String method, int status, String reason);
}
