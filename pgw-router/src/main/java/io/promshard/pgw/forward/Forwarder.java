package io.promshard.pgw.forward;

import io.promshard.pgw.forward.BodyReader.Reservation;
import io.promshard.shard.membership.Member;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/**
 * Passes a push to the first gateway that takes it. Thread-safe; blocks the thread of the request.
 *
 * <p>A push replaces or deletes, so sending it twice does no harm, and one gateway after the other may be tried until an answer
 * begins. A body too large to keep is sent once.
 */
public final class Forwarder implements AutoCloseable {

    private final ForwardSettings settings;
    private final BodyReader bodies;
    private final StallWatch watch;
    private final Turns turns;
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
        this.watch = new StallWatch(parts.health(), parts.prober(), parts.inDoubt(), settings, parts.nanos(), timer);
        this.turns = new Turns(settings, parts, watch);
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
            return Answers.bodyBroken(exchange, e.status(), String.valueOf(e.getMessage()));
        } finally {
            bodies.release(reserved);
        }
    }

    private Outcome forward(Exchange exchange, List<Member> candidates, PushBody body) throws IOException {
        long deadline = nanos.getAsLong() + settings.timeout().toNanos();
        List<String> tried = new ArrayList<>(candidates.size());
        for (int i = 0; i < candidates.size(); i++) {
            boolean last = i == candidates.size() - 1;
            Member gateway = candidates.get(i);
            switch (turns.take(new Turn(exchange, gateway, body, deadline, last))) {
                case Step.Done(Outcome outcome) -> {
                    return outcome;
                }
                case Step.Next(String kind, String reason) -> {
                    tried.add(gateway.id() + ": " + reason);
                    if (!last) {
                        listener.failedOver(kind);
                    }
                }
            }
        }
        return Answers.unavailable(exchange, "no gateway took the push: " + String.join("; ", tried), settings);
    }
}
