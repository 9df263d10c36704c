package io.promshard.pgw.forward;

import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.health.Probe;
import io.promshard.shard.health.ProbeResult;
import java.io.IOException;

/** What follows an attempt that brought no answer: the next gateway if the push can be sent again and this one is at fault. */
final class FailureRules {

    private final HealthTracker health;
    private final Probe probe;

    FailureRules(HealthTracker health, Probe probe) {
        this.health = health;
        this.probe = probe;
    }

    Step after(Turn turn, AttemptFailure failure) throws IOException {
        return switch (failure) {
            case AttemptFailure.Unreachable unsent -> afterUnreachable(turn, unsent);
            case AttemptFailure.Stalled stalled -> nextIfRepeatable(turn, stalled, 504);
            case AttemptFailure.Closed closed -> afterClosed(turn, closed);
            case AttemptFailure.TimedOut slow -> turn.refuse(504, ": " + slow.reason());
            case AttemptFailure.BodyBroken(int status, String reason) ->
                new Step.Done(Answers.bodyBroken(turn.exchange(), status, reason));
            case AttemptFailure.Abandoned gone -> new Step.Done(Outcome.CLIENT_GONE);
        };
    }

    /** Nothing was sent, so even a body that cannot be sent again is whole. */
    private Step afterUnreachable(Turn turn, AttemptFailure.Unreachable failure) {
        health.unreachable(turn.gateway().id(), failure.reason());
        return next(failure);
    }

    /**
     * A gateway that closes without a word may be dead, or may be a Pushgateway 1.11.0, which does so on each push that fails its
     * consistency check. If it is well, the push is at fault, and must not go on to the next gateway.
     */
    private Step afterClosed(Turn turn, AttemptFailure.Closed failure) throws IOException {
        if (probe.probe(turn.gateway()) instanceof ProbeResult.Ready) {
            return turn.refuse(
                    502,
                    " gave no answer: " + failure.reason()
                            + ", but it is well; Pushgateway 1.11.0 closes like this on metrics that it finds inconsistent");
        }
        health.unreachable(turn.gateway().id(), failure.reason());
        return nextIfRepeatable(turn, failure, 502);
    }

    private static Step nextIfRepeatable(Turn turn, AttemptFailure failure, int status) throws IOException {
        return turn.body().repeatable()
                ? next(failure)
                : turn.refuse(
                        status,
                        " gave no answer: " + failure.reason() + ", and the body is too large to be sent again");
    }

    private static Step next(AttemptFailure failure) {
        return new Step.Next(failure.kind(), failure.reason());
    }
}
