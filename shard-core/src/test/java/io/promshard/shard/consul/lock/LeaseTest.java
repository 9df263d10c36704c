package io.promshard.shard.consul.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeaseTest {

    private static final long BEFORE_THE_OVERFLOW = Long.MAX_VALUE - 1;

    private final AtomicLong nanos = new AtomicLong(BEFORE_THE_OVERFLOW);
    private final Lease lease = new Lease(Duration.ofNanos(100), nanos::get);

    @Test
    void isOverBeforeItBegins() {
        assertThat(lease.isOver()).isTrue();
    }

    @Test
    void lastsFromWhenItWasAskedFor() {
        lease.extend(nanos.get());

        nanos.addAndGet(99);
        assertThat(lease.isOver()).isFalse();
        assertThat(lease.left()).isEqualTo(Duration.ofNanos(1));
        nanos.addAndGet(1);
        assertThat(lease.isOver()).isTrue();
    }

    @Test
    void canBeEnded() {
        lease.extend(nanos.get());

        lease.end();

        assertThat(lease.isOver()).isTrue();
    }
}
