package io.promshard.pgw.forward;

/** Told what happens to forwarded pushes, for metrics. Must not block or throw. */
public interface ForwardListener {

    /** A push left one gateway for the next. */
    void failedOver(String reason);

    /** A gateway answered. */
    void answered(String gateway, int status);

    /** An attempt brought no answer. */
    void failed(String gateway, String kind);
}
