package io.promshard.pgw.forward;

import io.promshard.pgw.forward.BodyReader.Reservation;
import io.promshard.pgw.forward.Delivery.Result;
import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.health.Probe;
import io.promshard.shard.health.ProbeResult;
import io.promshard.shard.membership.Member;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/**
 * Passes a push to the first gateway that takes it. Thread-safe; blocks the thread of the request.
 *
 * <p>A push replaces or deletes, so sending it twice does no harm, and one gateway after the other may be tried until an answer
 * begins. An answer below 500 is final, whatever it says: another gateway would say the same. A body too large to keep is sent once.
 */
public final class Forwarder implements AutoCloseable {

    private final ForwardSettings settings;
    private final BodyReader bodies;
    private final StallWatch watch;
    private final Delivery delivery;
    private final GatewayClient client;
    private final GatewayGuards guards;
    private final HealthTracker health;
    private final Probe probe;
    private final ForwardListener listener;
    private final LongSupplier nanos;

    /**
     * Starts a forwarder.
     *
     * @param timer for looking after silent gateways, 20 times a second
     */
    public Forwarder(ForwardSettings settings, ForwardParts parts, ScheduledExecutorService timer) {
        this.settings = settings;
        this.bodies = new BodyReader(settings, parts.nanos());
        this.watch = new StallWatch(parts.health(), parts.prober(), settings, parts.nanos(), timer);
        this.delivery = new Delivery(parts.client(), watch, parts.nanos());
        this.client = parts.client();
        this.guards = parts.guards();
        this.health = parts.health();
        this.probe = parts.probe();
        this.listener = parts.listener();
        this.nanos = parts.nanos();
    }

    /** How many pushes wait for a gateway at this moment. */
    public int inFlight() {
        return watch.inFlight();
    }

    /** Ends the looking after silent gateways. Pushes under way go on. */
    @Override
    public void close() {
        watch.close();
    }

    /**
     * Forwards one push and answers its client.
     *
     * @param candidates the owner first
     * @throws IOException if the client goes away while it is answered
     */
    public Outcome forward(Exchange exchange, List<Member> candidates) throws IOException {
        Reservation reserved = new Reservation();
        try {
            PushBody body = bodies.read(exchange.body(), exchange.contentLength(), reserved);
            return forward(exchange, candidates, body);
        } catch (BodyException e) {
            exchange.startOver();
            return Answers.refuse(exchange, e.status(), String.valueOf(e.getMessage()));
        } finally {
            bodies.release(reserved);
        }
    }

    private Outcome forward(Exchange exchange, List<Member> candidates, PushBody body) throws IOException {
        long deadline = nanos.getAsLong() + settings.timeout().toNanos();
        List<String> tried = new ArrayList<>();
        for (Member gateway : candidates) {
            boolean last = gateway.equals(candidates.getLast());
            Step step = attempt(exchange, gateway, body, deadline, last);
            switch (step) {
                case Step.Done(Outcome outcome) -> {
                    return outcome;
                }
                case Step.Next(String kind, String reason) -> {
                    listener.failedOver(kind);
                    tried.add(gateway.id() + ": " + reason);
                }
            }
        }
        return Answers.unavailable(exchange, "no gateway took the push: " + String.join("; ", tried), settings);
    }

    private Step attempt(Exchange exchange, Member gateway, PushBody body, long deadline, boolean last)
            throws IOException {
        return switch (guards.enter(gateway.id())) {
            case OPEN -> new Step.Next("circuit_open", "failed too often lately");
            case FULL -> new Step.Done(Answers.unavailable(exchange, gateway.id() + " is busy", settings));
            case ENTERED -> deliver(exchange, gateway, body, deadline, last);
        };
    }

    private Step deliver(Exchange exchange, Member gateway, PushBody body, long deadline, boolean last)
            throws IOException {
        long started = nanos.getAsLong();
        GatewayGuards.Verdict verdict = GatewayGuards.Verdict.UNDECIDED;
        try {
            Result result = send(exchange, gateway, body, deadline);
            verdict = verdict(result);
            return switch (result) {
                case Result.Failed(AttemptFailure failure) -> afterFailure(exchange, gateway, body, failure);
                case Result.Answered answer -> afterAnswer(exchange, gateway, body, answer, last);
            };
        } finally {
            guards.leave(gateway.id(), verdict, nanos.getAsLong() - started);
        }
    }

    /**
     * A kept connection may have been closed by a gateway that restarted since: that is no news of this push. One that can be sent
     * only once takes no kept connection.
     */
    private Result send(Exchange exchange, Member gateway, PushBody body, long deadline) {
        if (!body.repeatable()) {
            client.dropIdle();
            return delivery.send(exchange, gateway, body, left(deadline));
        }
        Result first = delivery.send(exchange, gateway, body, left(deadline));
        if (!(first instanceof Result.Failed(AttemptFailure.Closed(String why, boolean kept)) && kept)) {
            return first;
        }
        client.dropIdle();
        return delivery.send(exchange, gateway, body, left(deadline));
    }

    private Duration left(long deadline) {
        return Duration.ofNanos(Math.max(1_000_000, deadline - nanos.getAsLong()));
    }

    private static GatewayGuards.Verdict verdict(Result result) {
        return switch (result) {
            case Result.Answered answer ->
                answer.response().getCode() < 500 ? GatewayGuards.Verdict.SUCCEEDED : GatewayGuards.Verdict.FAILED;
            case Result.Failed(AttemptFailure.Abandoned gone) -> GatewayGuards.Verdict.UNDECIDED;
            case Result.Failed(AttemptFailure.BodyBroken broken) -> GatewayGuards.Verdict.UNDECIDED;
            case Result.Failed(AttemptFailure.Closed unclear) -> GatewayGuards.Verdict.UNDECIDED;
            case Result.Failed failed -> GatewayGuards.Verdict.FAILED;
        };
    }

    private Step afterAnswer(Exchange exchange, Member gateway, PushBody body, Result.Answered answer, boolean last)
            throws IOException {
        int status = answer.response().getCode();
        listener.answered(gateway.id(), status);
        if (status >= 500 && !last && body.repeatable()) {
            answer.close();
            return new Step.Next("answered_5xx", "answered " + status);
        }
        return new Step.Done(Answers.relay(exchange, gateway.id(), answer));
    }

    private Step afterFailure(Exchange exchange, Member gateway, PushBody body, AttemptFailure failure)
            throws IOException {
        listener.failed(gateway.id(), kind(failure));
        return switch (failure) {
            case AttemptFailure.Unreachable(String reason) -> {
                health.unreachable(gateway.id(), reason);
                yield new Step.Next("unreachable", reason);
            }
            case AttemptFailure.Stalled(String reason) -> afterStalled(exchange, gateway, body, reason);
            case AttemptFailure.Closed(String reason, boolean kept) -> afterClosed(exchange, gateway, body, reason);
            case AttemptFailure.TimedOut(String reason) ->
                new Step.Done(Answers.refuse(exchange, 504, gateway.id() + ": " + reason));
            case AttemptFailure.BodyBroken(int status, String reason) -> {
                exchange.startOver();
                yield new Step.Done(Answers.refuse(exchange, status, reason));
            }
            case AttemptFailure.Abandoned gone -> new Step.Done(Outcome.CLIENT_GONE);
        };
    }

    private static Step afterStalled(Exchange exchange, Member gateway, PushBody body, String reason)
            throws IOException {
        return body.repeatable()
                ? new Step.Next("stalled", reason)
                : new Step.Done(Answers.refuse(
                        exchange, 504, gateway.id() + ": " + reason + ", and the body is too large to be sent again"));
    }

    /**
     * A gateway that closes without a word may be dead, or may be a Pushgateway 1.11.0, which does so on each push that fails its
     * consistency check. If it is well, the push is at fault, and must not go on to the next gateway.
     */
    private Step afterClosed(Exchange exchange, Member gateway, PushBody body, String reason) throws IOException {
        boolean well = probe.probe(gateway) instanceof ProbeResult.Ready;
        if (!well) {
            health.unreachable(gateway.id(), reason);
        }
        if (!well && body.repeatable()) {
            return new Step.Next("closed", reason);
        }
        String hint = well
                ? ", but it is well; Pushgateway 1.11.0 closes like this on metrics that it finds inconsistent"
                : ", and the body is too large to be sent again";
        return new Step.Done(Answers.refuse(exchange, 502, gateway.id() + " gave no answer: " + reason + hint));
    }

    private static String kind(AttemptFailure failure) {
        return switch (failure) {
            case AttemptFailure.Unreachable f -> "unreachable";
            case AttemptFailure.Closed f -> "closed";
            case AttemptFailure.Stalled f -> "stalled";
            case AttemptFailure.TimedOut f -> "timeout";
            case AttemptFailure.Abandoned f -> "client_gone";
            case AttemptFailure.BodyBroken f -> "body";
        };
    }

    /** What follows an attempt. */
    private sealed interface Step {

        /** The client has its answer, or wants none any more. */
        record Done(Outcome outcome) implements Step {}

        /** Another gateway should be tried. */
        record Next(String kind, String reason) implements Step {}
    }
}
