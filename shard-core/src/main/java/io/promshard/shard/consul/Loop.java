package io.promshard.shard.consul;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does one step again and again on a daemon thread of its own, until it is closed. */
final class Loop implements AutoCloseable {

    private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(Loop.class);

    private final String name;
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    private volatile boolean closed;

    Loop(String name) {
        this.name = name;
    }

    /**
     * Begins.
     *
     * @throws IllegalStateException if it was started or closed before
     */
    void start(Step step) {
        Thread mine = Thread.ofPlatform().daemon().name(name).unstarted(() -> run(step));
        if (closed || !thread.compareAndSet(null, mine)) {
            throw new IllegalStateException(name + " can be started once");
        }
        mine.start();
    }

    /** Interrupts the step and waits for its end, unless the step itself calls. */
    @Override
    public void close() {
        closed = true;
        Thread running = thread.get();
        if (running != null && !running.equals(Thread.currentThread())) {
            running.interrupt();
            join(running);
        }
    }

    private void run(Step step) {
        try {
            while (!closed) {
                step.take();
            }
        } catch (InterruptedException e) {
            log.debug("{} ends", name);
        } catch (RuntimeException e) {
            log.error("{} ends by a defect", name, e);
        }
    }

    private static void join(Thread running) {
        try {
            running.join(ENDS_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One turn. It answers for its own failures and may be interrupted. */
    @FunctionalInterface
    interface Step {
        void take() throws InterruptedException;
    }
}
