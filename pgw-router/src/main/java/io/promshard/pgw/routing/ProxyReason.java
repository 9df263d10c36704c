package io.promshard.pgw.routing;

import java.util.Locale;

/** Why a push goes through the router rather than by redirect. */
public enum ProxyReason {
    /** Proxying is configured, or the request asked for it. */
    MODE,
    /** The client would stay at a 307, or names itself not at all, as those do that take one for success. */
    CLIENT,
    /** The client would drop its credentials on the way to another address. */
    CREDENTIALS,
    /** The client could not send the body a second time. */
    STREAMED_BODY,
    /** The client waits for a 100 before it sends the body. */
    EXPECT,
    /** Several gateways get the push, and a redirect leads to one. */
    COPIES,
    /** Most gateways seem to be gone, so nobody is sent to one unseen. */
    IN_DOUBT;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** In lower case, for metrics and people. */
    public String label() {
        return label;
    }
}
