package io.promshard.query.tenancy;

/** How an endpoint is kept to a tenant's series. */
public enum Access {
    /** Its {@code query} is an expression. */
    EXPRESSION,
    /** Its {@code match[]} are selectors; without any it would be about all series. */
    SELECTORS,
    /** Its body is a remote read, with selectors of its own. */
    REMOTE_READ,
    /** What it shows has labels, by which its answer is cut down. */
    ANSWER,
    /** It has nothing of anybody's. */
    NOTHING
}
