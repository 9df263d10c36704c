package io.promshard.pgw.forward;

import io.promshard.shard.membership.Member;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The places in line of one copy: the first it was given before it began, for those that follow it gets in line when it comes to them. */
final class Tickets implements AutoCloseable {

    private final Order order;
    private final PushHead head;
    private final Deque<Order.Ticket> given;

    Tickets(Order order, PushHead head, List<Order.Ticket> given) {
        this.order = order;
        this.head = head;
        this.given = new ArrayDeque<>(given);
    }

    /** Must be closed. */
    Order.Ticket of(Member gateway) {
        Order.Ticket first = given.poll();
        return first == null ? order.line(List.of(head.place(gateway))).getFirst() : first;
    }

    /** Gives back what was not asked for. */
    @Override
    public void close() {
        given.forEach(Order.Ticket::close);
    }
}
