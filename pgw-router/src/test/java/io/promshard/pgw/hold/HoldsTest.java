package io.promshard.pgw.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HoldsTest {

    private static final Place HERE = new Place(1, "a");
    private static final Place THERE = new Place(1, "b");
    private static final Duration LONG = Duration.ofMinutes(10);

    private final AtomicLong nanos = new AtomicLong();
    private final Holds holds = new Holds(nanos::get);
    private final ExecutorService pushes = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        pushes.shutdownNow();
    }

    @Test
    void aPushGoesInWhereNothingIsHeldAndIsSeen() {
        Hold hold = holds.place(Set.of(THERE), LONG);

        holds.enter(HERE);
        assertThat(holds.isFree(HERE)).isFalse();

        holds.leave(HERE);
        assertThat(holds.isFree(HERE)).isTrue();
        holds.release(hold);
    }

    @Test
    void pushesUnderWayAreCounted() {
        holds.enter(HERE);
        holds.enter(HERE);
        holds.leave(HERE);
        assertThat(holds.isFree(HERE)).isFalse();

        holds.leave(HERE);
        assertThat(holds.isFree(HERE)).isTrue();
    }

    @Test
    void aPushWaitsUntilTheRelease() throws Exception {
        Hold hold = holds.place(Set.of(HERE), LONG);
        Future<?> push = pushes.submit(() -> holds.enter(HERE));
        Future<?> redirect = pushes.submit(() -> holds.await(HERE));
        assertThat(holds.isFree(HERE)).isTrue();
        assertThat(push.isDone() || redirect.isDone()).isFalse();

        holds.release(hold);

        push.get();
        redirect.get();
        assertThat(holds.isFree(HERE)).isFalse();
    }

    @Test
    void aHoldEndsByItselfAndSaysSoToWhoActsUnderIt() {
        Hold hold = holds.place(Set.of(HERE), Duration.ofNanos(100));
        assertThat(hold.left()).isEqualTo(100);

        nanos.set(100);

        assertThat(hold.left()).isZero();
        holds.enter(HERE);
        assertThat(holds.isFree(HERE)).isFalse();
    }

    @Test
    void anInterruptEndsTheWaiting() {
        holds.place(Set.of(HERE), LONG);
        Future<?> push = pushes.submit(() -> holds.enter(HERE));

        pushes.shutdownNow();

        await().until(push::isDone);
    }

    /** Who holds and finds nobody under way is alone until the release. */
    @Test
    void nobodyIsInsideWhileSomebodyElseActs() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicBoolean stop = new AtomicBoolean();
        for (int i = 0; i < 4; i++) {
            var unused = pushes.submit(() -> {
                while (!stop.get()) {
                    holds.enter(HERE);
                    inside.incrementAndGet();
                    LockSupport.parkNanos(1);
                    inside.decrementAndGet();
                    holds.leave(HERE);
                }
            });
        }
        int acted = 0;
        for (int i = 0; i < 2_000; i++) {
            Hold hold = holds.place(Set.of(HERE), LONG);
            for (int look = 0; look < 1_000 && !holds.isFree(HERE); look++) {
                LockSupport.parkNanos(1);
            }
            if (holds.isFree(HERE)) {
                acted++;
                for (int look = ThreadLocalRandom.current().nextInt(20); look >= 0; look--) {
                    assertThat(inside).hasValue(0);
                    LockSupport.parkNanos(1);
                }
            }
            holds.release(hold);
        }
        stop.set(true);
        assertThat(acted).isGreaterThan(100);
    }
}
