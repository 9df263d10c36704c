package io.promshard.pgw.forward;

import io.promshard.pgw.forward.BodyReader.Reservation;
import io.promshard.shard.membership.Member;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/**
 * Passes a push to the first gateway that takes it, or copies of it to several. Thread-safe; blocks the thread of the request.
 *
 * <p>A push replaces or deletes, so sending it twice does no harm, and one gateway after the other may be tried until an answer
 * begins. A body too large to keep is sent once; of such a one there can be no copies.
 */
public final class Forwarder implements AutoCloseable {

    private final ForwardSettings settings;
    private final CopySettings copies;
    private final BodyReader bodies;
    private final StallWatch watch;
    private final Turns turns;
    private final Tries tries;
    private final CopyForwarder copier;
    private final Spreader spreader;
    private final LongSupplier nanos;

    /**
     * Starts a forwarder.
     *
     * @param timer for looking after silent gateways, 20 times a second
     */
    public Forwarder(ForwardSettings settings, ForwardParts parts, ScheduledExecutorService timer) {
        Order order = new Order();
        this.settings = settings;
        this.copies = parts.copies();
        this.bodies = new BodyReader(settings, parts.nanos());
        this.watch = new StallWatch(parts.health(), parts.prober(), parts.inDoubt(), settings, parts.nanos(), timer);
        this.turns = new Turns(settings, parts, watch);
        this.tries = new Tries(settings, parts.listener());
        this.copier = new CopyForwarder(settings, parts, bodies, order, turns, tries);
        this.spreader = new Spreader(settings, parts, order, turns);
        this.nanos = parts.nanos();
    }

    /** How many pushes wait for a gateway at this moment; each copy is one. */
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
     * @param candidates the owners first
     * @throws IOException if the client goes away while it is answered
     */
    public Outcome forward(Exchange exchange, List<Member> candidates) throws IOException {
        return copies.several() ? copier.forward(exchange, candidates) : once(exchange, candidates);
    }

    /**
     * Takes a deletion to all who may hold a copy of its group, but for the owners, to whom it goes as every push does. Answers nothing;
     * blocks for some seconds at the most.
     *
     * @param candidates the owners first
     */
    public void spread(Exchange deletion, List<Member> holders, List<Member> candidates) {
        List<String> owners =
                candidates.stream().limit(copies.replicas()).map(Member::id).toList();
        List<Member> others = holders.stream()
                .filter(gateway -> !owners.contains(gateway.id()))
                .toList();
        if (!others.isEmpty()) {
            spreader.spread(deletion, others);
        }
    }

    private Outcome once(Exchange exchange, List<Member> candidates) throws IOException {
        Reservation reserved = new Reservation();
        try {
            PushBody body = bodies.read(exchange.body(), exchange.contentLength(), reserved);
            long deadline = nanos.getAsLong() + settings.timeout().toNanos();
            return tries.run(exchange, body, Untried.of(candidates), deadline, turns::take);
        } catch (BodyException e) {
            return Answers.bodyBroken(exchange, e, settings);
        } finally {
            bodies.release(reserved);
        }
    }
}
