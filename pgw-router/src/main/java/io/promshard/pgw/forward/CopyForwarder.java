package io.promshard.pgw.forward;

import io.promshard.pgw.forward.BodyReader.Reservation;
import io.promshard.pgw.forward.Tally.End;
import io.promshard.shard.membership.Member;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each push to several gateways at once. Thread-safe; blocks the thread of the request until its client can be answered, and goes on
 * with the other copies on threads of their own.
 *
 * <p>A copy whose gateway fails goes to the next that no other copy has tried.
 */
final class CopyForwarder {

    private static final Logger log = LoggerFactory.getLogger(CopyForwarder.class);

    private final ForwardSettings settings;
    private final CopySettings copies;
    private final BodyReader bodies;
    private final Order order;
    private final Turns turns;
    private final Tries tries;
    private final Executor executor;
    private final ForwardListener listener;
    private final LongSupplier nanos;

    CopyForwarder(
            ForwardSettings settings, ForwardParts parts, BodyReader bodies, Order order, Turns turns, Tries tries) {
        this.settings = settings;
        this.copies = parts.copies();
        this.bodies = bodies;
        this.order = order;
        this.turns = turns;
        this.tries = tries;
        this.executor = parts.executor();
        this.listener = parts.listener();
        this.nanos = parts.nanos();
    }

    /** @param candidates the owners first */
    Outcome forward(Exchange exchange, List<Member> candidates) throws IOException {
        Reservation reserved = new Reservation();
        WaitingClient client = new WaitingClient(exchange);
        Tally tally = new Tally(copies);
        boolean sent = false;
        try {
            PushBody body = bodies.readWhole(exchange.body(), exchange.contentLength(), reserved);
            long deadline = nanos.getAsLong() + settings.timeout().toNanos();
            Order.Ticket ticket = order.line(exchange.group());
            send(new CopiedPush(PushHead.of(exchange), body, reserved, client, tally, ticket, deadline), candidates);
            sent = true;
            tally.await();
            return tally.answer(exchange, settings);
        } catch (BodyException e) {
            return Answers.bodyBroken(exchange, e, settings);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answers.unavailable(exchange, "the router is being stopped", settings);
        } finally {
            client.letGo();
            if (!sent) {
                bodies.release(reserved);
            }
        }
    }

    private void send(CopiedPush push, List<Member> candidates) {
        int begun = Math.min(copies.replicas(), candidates.size());
        Untried others = Untried.of(candidates.subList(begun, candidates.size()));
        for (int copy = 0; copy < copies.replicas(); copy++) {
            int number = copy;
            Untried untried = copy < begun ? others.after(List.of(candidates.get(copy))) : others;
            executor.execute(() -> run(push, number, untried));
        }
    }

    private void run(CopiedPush push, int copy, Untried untried) {
        CopyExchange exchange = new CopyExchange(push.head(), push.client());
        Outcome outcome = new Outcome(500, "", true);
        try {
            outcome = tries.run(exchange, push.body(), untried, push.deadline(), turn -> inLine(turn, push.ticket()));
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        } catch (RuntimeException e) {
            log.error(
                    "a copy of {} {} has a defect",
                    push.head().method(),
                    push.head().target(),
                    e);
            exchange.fail("this copy of the push has a defect, see the log of the router");
        } finally {
            ended(push, copy, new End(exchange, outcome));
        }
    }

    private Step inLine(Turn turn, Order.Ticket ticket) throws IOException {
        return ticket.await(turn.left(nanos.getAsLong()))
                ? turns.take(turn)
                : turn.refuse(504, ": earlier pushes of this group are still on their way");
    }

    /** What the push holds is free when the last copy has ended, which may be long after its client was answered. */
    private void ended(CopiedPush push, int copy, End end) {
        listener.copied(push.head().method(), end.fate());
        if (end.fate() == Fate.TAKEN) {
            push.client().letGo();
        }
        if (push.tally().ended(copy, end)) {
            push.ticket().close();
            bodies.release(push.reserved());
            int taken = push.tally().taken();
            if (taken > 0 && taken < copies.replicas()) {
                listener.partlyTaken(push.head().method());
                log.debug(
                        "{} {}: {} of {} copies",
                        push.head().method(),
                        push.head().target(),
                        taken,
                        copies.replicas());
            }
        }
    }

    /** A push on its way to several gateways. */
    private record CopiedPush(
            PushHead head,
            PushBody body,
            Reservation reserved,
            WaitingClient client,
            Tally tally,
            Order.Ticket ticket,
            long deadline) {}
}
