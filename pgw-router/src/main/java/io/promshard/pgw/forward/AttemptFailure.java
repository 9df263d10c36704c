package io.promshard.pgw.forward;

/** Why an attempt brought no answer. What it means for the push and for the gateway differs by kind. */
sealed interface AttemptFailure {

    /** For people: follows "gateway: ". */
    String reason();

    /** As a metric's label. */
    default String kind() {
        return switch (this) {
            case Unreachable f -> "unreachable";
            case Closed f -> "closed";
            case Stalled f -> "stalled";
            case TimedOut f -> "timeout";
            case Abandoned f -> "client_gone";
            case BodyBroken f -> "body";
        };
    }

    /** No connection came about, so nothing was sent. */
    record Unreachable(String reason) implements AttemptFailure {}

    /**
     * The connection ended before an answer began. The gateway may have died, or have thrown on this very push.
     *
     * @param kept whether an earlier push was answered on that connection, so that its end may be old news
     */
    record Closed(String reason, boolean kept) implements AttemptFailure {}

    /** It was given up while the gateway was silent, since probes say that it hangs. */
    record Stalled(String reason) implements AttemptFailure {}

    /** The time of the push is over. */
    record TimedOut(String reason) implements AttemptFailure {}

    /** The client went away. */
    record Abandoned(String reason) implements AttemptFailure {}

    /**
     * The client's body could not be read to its end.
     *
     * @param status for the client
     */
    record BodyBroken(int status, String reason) implements AttemptFailure {}
}
