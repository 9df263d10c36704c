package io.promshard.shard.access;

/** What becomes of a request, by its credentials. */
public sealed interface Verdict {

    /**
     * It may pass.
     *
     * @param name of the user or the token, as its file has it
     */
    record Admitted(String name) implements Verdict {}

    /** It may not: it has no credentials. */
    record Unknown() implements Verdict {}

    /** It may not: its credentials are wrong, or cannot be read. */
    record Wrong() implements Verdict {}

    /** Not now: as many passwords as may be are being verified. */
    record Busy() implements Verdict {}
}
