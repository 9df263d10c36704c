package io.promshard.pgw.forward;

/** Told what happens to forwarded pushes, for metrics. Must not block or throw. */
public interface ForwardListener {

    /** A push left one gateway for the next. */
    void failedOver(String reason);

    /** A gateway answered. */
    void answered(String gateway, int status);

    /** An attempt brought no answer. */
    void failed(String gateway, String kind);

    /** One of the copies of a push has ended. */
    void copied(String method, Fate fate);

    /** All copies of a push have ended, and gateways took some of them. */
    void partlyTaken(String method);

    /** A gateway that does not own a group was told of its deletion. */
    void spread(String gateway, Fate fate);
}
