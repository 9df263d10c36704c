package io.promshard.pgw.forward;

import io.promshard.shard.membership.Member;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a deletion to gateways that do not own its group but may hold a copy of it. Thread-safe; blocks until each has answered, or for
 * two seconds.
 *
 * <p>Who cannot be reached loses its copy when the deletion, which routers remember, is held against what it stores.
 */
final class Spreader {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(Spreader.class);

    private final ForwardSettings settings;
    private final Order order;
    private final Turns turns;
    private final Executor executor;
    private final ForwardListener listener;
    private final LongSupplier nanos;

    Spreader(ForwardSettings settings, ForwardParts parts, Order order, Turns turns) {
        this.settings = settings;
        this.order = order;
        this.turns = turns;
        this.executor = parts.executor();
        this.listener = parts.listener();
        this.nanos = parts.nanos();
    }

    void spread(Exchange exchange, List<Member> gateways) {
        PushHead head = PushHead.of(exchange);
        WaitingClient client = new WaitingClient(exchange);
        client.letGo();
        long deadline = nanos.getAsLong() + LIMIT.toNanos();
        Order.Ticket ticket = order.line(head.group());
        CountDownLatch ended = new CountDownLatch(gateways.size());
        for (int i = 0; i < gateways.size(); i++) {
            Turn turn = new Turn(new CopyExchange(head, client), gateways.get(i), nothing(), deadline, false);
            executor.execute(() -> {
                try {
                    listener.spread(turn.gateway().id(), take(turn, ticket));
                } finally {
                    ended.countDown();
                }
            });
        }
        await(ended);
        ticket.close();
    }

    /** What a deletion says stands in its path. */
    private PushBody nothing() {
        return new PushBody(
                new ByteArrayEntity(new byte[0], null), new ClientBody(InputStream.nullInputStream(), settings, nanos));
    }

    private Fate take(Turn turn, Order.Ticket ticket) {
        try {
            Step step = ticket.await(turn.left(nanos.getAsLong()))
                    ? turns.take(turn)
                    : new Step.Next("in_line", "earlier pushes of this group are still on their way");
            return switch (step) {
                case Step.Done(Outcome outcome) -> new Tally.End((CopyExchange) turn.exchange(), outcome).fate();
                case Step.Next(String kind, String reason) -> {
                    log.debug(
                            "{} was not told of the deletion of {}: {}",
                            turn.gateway().id(),
                            turn.exchange().target(),
                            reason);
                    yield Fate.FAILED;
                }
            };
        } catch (IOException | RuntimeException e) {
            log.error("telling {} of a deletion has a defect", turn.gateway().id(), e);
            return Fate.FAILED;
        }
    }

    private static void await(CountDownLatch ended) {
        try {
            boolean unused = ended.await(LIMIT.multipliedBy(2).toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
