package io.promshard.pgw.forward;

import io.promshard.pgw.forward.Delivery.Result;
import io.promshard.pgw.hold.Holds;
import io.promshard.pgw.hold.Place;
import java.io.IOException;
import java.util.function.LongSupplier;

/** Sends a push to the gateway whose turn it is, if that may be, and decides what follows. Thread-safe. */
final class Turns {

    private final Delivery delivery;
    private final GatewayClient client;
    private final GatewayGuards guards;
    private final Holds holds;
    private final Admission admission;
    private final FailureRules failures;
    private final ForwardListener listener;
    private final LongSupplier nanos;

    Turns(ForwardSettings settings, ForwardParts parts, StallWatch watch) {
        this.delivery = new Delivery(parts.client(), watch, parts.nanos());
        this.client = parts.client();
        this.guards = parts.guards();
        this.holds = parts.holds();
        this.admission = new Admission(settings, parts.health(), parts.nanos());
        this.failures = new FailureRules(parts.health(), parts.probe());
        this.listener = parts.listener();
        this.nanos = parts.nanos();
    }

    /** Waits while the group is held at this gateway, and is seen by who wants to hold it. */
    Step take(Turn turn) throws IOException {
        Place place = new Place(turn.exchange().group(), turn.gateway().id());
        holds.enter(place);
        try {
            return admit(turn);
        } finally {
            holds.leave(place);
        }
    }

    private Step admit(Turn turn) throws IOException {
        GatewayGuard guard = guards.of(turn.gateway().id());
        return switch (admission.enter(guard, turn)) {
            case ENTERED -> deliver(turn, guard);
            case OPEN -> new Step.Next("circuit_open", "failed too often lately");
            case FULL -> admission.whenFull(turn);
        };
    }

    private Step deliver(Turn turn, GatewayGuard guard) throws IOException {
        long started = nanos.getAsLong();
        Verdict verdict = Verdict.UNDECIDED;
        try {
            Result result = send(turn);
            verdict = Verdict.of(result);
            return switch (result) {
                case Result.Answered answer -> afterAnswer(turn, answer);
                case Result.Failed(AttemptFailure failure) -> {
                    listener.failed(turn.gateway().id(), failure.kind());
                    yield failures.after(turn, failure);
                }
            };
        } finally {
            guard.leave(verdict, nanos.getAsLong() - started);
        }
    }

    /** A kept connection may have been closed by a gateway that restarted since: that is no news of this push, which is sent again. */
    private Result send(Turn turn) {
        Result first = delivery.send(turn, turn.left(nanos.getAsLong()));
        if (!turn.body().repeatable()
                || !(first instanceof Result.Failed(AttemptFailure.Closed(String why, boolean kept)) && kept)) {
            return first;
        }
        client.dropIdle();
        return delivery.send(turn, turn.left(nanos.getAsLong()));
    }

    /** Below 500 it is final, whatever it says: another gateway would say the same. */
    private Step afterAnswer(Turn turn, Result.Answered answer) throws IOException {
        int status = answer.response().getCode();
        listener.answered(turn.gateway().id(), status);
        if (status >= 500 && !turn.last() && turn.body().repeatable()) {
            answer.close();
            return new Step.Next("answered_5xx", "answered " + status);
        }
        return new Step.Done(Answers.relay(turn.exchange(), turn.gateway().id(), answer));
    }
}
