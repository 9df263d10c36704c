package io.promshard.pgw.forward;

import io.promshard.pgw.forward.Delivery.Result;

/** What a push says of its gateway to the circuit breaker. */
enum Verdict {
    SUCCEEDED,
    FAILED,

    /** Nothing: the push, its client, or the load may be at fault, or probes know better. */
    UNDECIDED;

    /** A gateway that is merely slow keeps its groups: whether it hangs is for its probes to say. */
    static Verdict of(Result result) {
        return switch (result) {
            case Result.Answered answer -> answer.response().getCode() < 500 ? SUCCEEDED : FAILED;
            case Result.Failed(AttemptFailure failure) ->
                switch (failure) {
                    case AttemptFailure.Unreachable f -> FAILED;
                    case AttemptFailure.Stalled f -> FAILED;
                    case AttemptFailure.Closed f -> UNDECIDED;
                    case AttemptFailure.TimedOut f -> UNDECIDED;
                    case AttemptFailure.Abandoned f -> UNDECIDED;
                    case AttemptFailure.BodyBroken f -> UNDECIDED;
                };
        };
    }
}
