package io.promshard.shard.health;

/** What came of asking a member how it is. */
public sealed interface ProbeResult {

    /** It answered that it is ready. */
    record Ready() implements ProbeResult {}

    /**
     * Nobody answers at its address: the connection was refused, or there is no such host. No second probe is needed.
     *
     * @param reason for people
     */
    record Gone(String reason) implements ProbeResult {}

    /**
     * It was too slow, or answered that it is not ready. That may pass, so one such result alone proves nothing.
     *
     * @param reason for people
     */
    record Unready(String reason) implements ProbeResult {}
}
