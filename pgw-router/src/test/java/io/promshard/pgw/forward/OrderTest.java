package io.promshard.pgw.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final long GROUP = 1;

    private final Order order = new Order();

    @Test
    void whoIsFirstGoesAtOnceAndTheNextWhenHeIsThrough() {
        Order.Ticket first = order.line(GROUP);
        Order.Ticket next = order.line(GROUP);

        assertThat(first.await(AT_ONCE)).isTrue();
        assertThat(next.await(AT_ONCE)).isFalse();
        first.close();
        assertThat(next.await(AT_ONCE)).isTrue();
    }

    @Test
    void whoGivesUpLetsNobodyPassThoseBeforeHim() {
        Order.Ticket first = order.line(GROUP);
        Order.Ticket impatient = order.line(GROUP);
        Order.Ticket last = order.line(GROUP);

        impatient.close();

        assertThat(last.await(AT_ONCE)).isFalse();
        first.close();
        assertThat(last.await(AT_ONCE)).isTrue();
    }

    @Test
    void otherGroupsHaveTheirOwnLines() {
        Order.Ticket first = order.line(GROUP);

        assertThat(order.line(2).await(AT_ONCE)).isTrue();
        assertThat(first.await(AT_ONCE)).isTrue();
    }

    @Test
    void nothingIsLeftOfLinesWhereNobodyIsAnyMore() {
        Order.Ticket first = order.line(GROUP);
        Order.Ticket next = order.line(GROUP);

        next.close();
        first.close();

        assertThat(order.size()).isZero();
    }
}
