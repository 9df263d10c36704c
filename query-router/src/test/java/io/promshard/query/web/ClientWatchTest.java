package io.promshard.query.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.shard.web.ClientConnection;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientWatchTest {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ClientWatch watch = new ClientWatch(timer);

    @AfterEach
    void stop() {
        watch.close();
        timer.shutdownNow();
    }

    @Test
    void interruptsWhoWaitsForAClientThatWent() {
        ClientWatch.Wait wait = watch.over(client(() -> true));

        assertThatThrownBy(() -> looks(1000).await(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        wait.close();
    }

    @Test
    void interruptsNobodyElse() throws InterruptedException {
        ClientWatch.Wait wait = watch.over(client(() -> false));

        assertThat(looks(3).await(20, TimeUnit.SECONDS)).isTrue();
        wait.close();
    }

    @Test
    void leavesTheThreadWithoutAnInterrupt() {
        CountDownLatch seen = new CountDownLatch(1);
        ClientWatch.Wait wait = watch.over(client(() -> {
            seen.countDown();
            return true;
        }));
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }

        wait.close();

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(seen.getCount()).isZero();
    }

    @Test
    void looksAtNoConnectionWhoseWaitIsOver() throws InterruptedException {
        ClientWatch.Wait wait = watch.over(client(() -> {
            throw new AssertionError("the connection serves another request");
        }));
        wait.close();

        assertThat(looks(3).await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void goesOnAfterAFault() throws InterruptedException {
        ClientWatch.Wait wait = watch.over(client(() -> {
            throw new IllegalStateException("a fault");
        }));

        assertThat(looks(3).await(20, TimeUnit.SECONDS)).isTrue();
        wait.close();
    }

    /** Counts down with each look. */
    private CountDownLatch looks(int count) {
        CountDownLatch looks = new CountDownLatch(count);
        Thread.ofVirtual().start(() -> {
            ClientWatch.Wait wait = watch.over(client(() -> {
                looks.countDown();
                return false;
            }));
            assertThat(wait).isNotNull();
        });
        return looks;
    }

    private static Optional<ClientConnection> client(BooleanSupplier gone) {
        return Optional.of(new ClientConnection() {
            @Override
            public boolean isGone() {
                return gone.getAsBoolean();
            }

            @Override
            public void dropServersAnswer() {
                throw new UnsupportedOperationException();
            }
        });
    }
}
