package io.promshard.pgw.routing;

/** How pushes reach their gateway. */
public enum Mode {
    /** By redirect, unless the client or the request would not survive one: see {@link ModeRules}. */
    AUTO,
    /** By a 307 to the owner, always. */
    REDIRECT,
    /** Through the router, always. */
    PROXY
}
