package io.promshard.query.web;

import io.promshard.shard.web.ClientConnection;
import jakarta.servlet.ServletRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks ten times a second whether the clients of waiting requests are still there, and interrupts the threads of those that
 * went away. An interrupt ends the calls to shards, so that no server works for nobody. Thread-safe.
 */
public final class ClientWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ClientWatch.class);
    private static final Duration TICK = Duration.ofMillis(100);

    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
    private final ScheduledFuture<?> ticks;

    /**
     * Starts to look.
     *
     * @param timer that is not kept waiting: a look blocks on nothing
     */
    public ClientWatch(ScheduledExecutorService timer) {
        this.ticks = timer.scheduleWithFixedDelay(this::look, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Watches the client of a request on behalf of the calling thread, which closes what it gets before the request ends.
     *
     * @param request of which nothing is read any more
     */
    Wait over(ServletRequest request) {
        return over(ClientConnection.of(request));
    }

    Wait over(Optional<ClientConnection> client) {
        Wait wait = new Wait(client, Thread.currentThread());
        waits.add(wait);
        return wait;
    }

    /** One wait's fault must not end the watch over all others, as an exception in a repeated task would. */
    private void look() {
        for (Wait wait : waits) {
            try {
                wait.look();
            } catch (RuntimeException e) {
                log.error("cannot look after a client", e);
            }
        }
    }

    @Override
    public void close() {
        ticks.cancel(false);
    }

    /**
     * One thread's wait. The lock makes thread and watch agree: after its close nobody looks at the connection, which may serve a
     * next request by then, and the thread is not interrupted any more.
     */
    final class Wait implements AutoCloseable {

        private final Optional<ClientConnection> client;
        private final Thread thread;
        private boolean over;

        private Wait(Optional<ClientConnection> client, Thread thread) {
            this.client = client;
            this.thread = thread;
        }

        private synchronized void look() {
            if (!over && client.filter(ClientConnection::isGone).isPresent()) {
                over = true;
                thread.interrupt();
            }
        }

        /** Leaves the thread without an interrupt, whatever it does next. */
        @Override
        public void close() {
            waits.remove(this);
            end();
            Thread.interrupted();
        }

        private synchronized void end() {
            over = true;
        }
    }
}
