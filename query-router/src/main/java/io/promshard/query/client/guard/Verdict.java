package io.promshard.query.client.guard;

import io.promshard.query.client.ShardFailure;

/** What a call says of its server. */
enum Verdict {
    SUCCEEDED,
    FAILED,
    /** Nothing: the query may have been the reason as well as the server. */
    UNDECIDED;

    /**
     * What came of a call that failed.
     *
     * @param slow whether the deadline passed while the server answered its probes
     */
    static Verdict of(ShardFailure failure, boolean slow) {
        return switch (failure) {
            case ShardFailure.Unreachable unreachable -> FAILED;
            case ShardFailure.Broken broken -> FAILED;
            case ShardFailure.TimedOut timedOut -> slow ? UNDECIDED : FAILED;
            case ShardFailure.Refused refused -> UNDECIDED;
            case ShardFailure.TooLarge tooLarge -> SUCCEEDED;
            case ShardFailure.Cancelled cancelled -> UNDECIDED;
        };
    }

    /**
     * What an answer's status says. Prometheus says 503 of a query that took too long, and also while it starts, which
     * probes see; a proxy in front of it says 504 of slow queries.
     */
    static Verdict of(int status) {
        return switch (status) {
            case WholeError.CANCELED, 503, 504 -> UNDECIDED;
            default -> status >= 500 ? FAILED : SUCCEEDED;
        };
    }
}
