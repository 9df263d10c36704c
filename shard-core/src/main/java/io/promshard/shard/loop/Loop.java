package io.promshard.shard.loop;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one step again and again on a thread of its own, until it is closed. A defect in the step is logged, told, and followed
 * by a pause, since nothing would bring a thread back that had ended.
 */
public final class Loop implements AutoCloseable {

    private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(Loop.class);

    private final String name;
    private final Thread.Builder threads;
    private final Surroundings surroundings;
    private final Backoff backoff;
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    private volatile boolean closed;

    /** On a daemon thread of that name. */
    public Loop(String name, Surroundings surroundings) {
        this(name, Thread.ofPlatform().daemon(), surroundings);
    }

    /** On a thread of that kind. */
    public Loop(String name, Thread.Builder threads, Surroundings surroundings) {
        this.name = name;
        this.threads = threads;
        this.surroundings = surroundings;
        this.backoff = new Backoff(surroundings.random());
    }

    /**
     * Begins.
     *
     * @param defects told of what the step threw although it must not
     * @throws IllegalStateException if it was started or closed before
     */
    public void start(Step step, Consumer<String> defects) {
        Thread mine = threads.name(name).unstarted(() -> run(step, defects));
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

    private void run(Step step, Consumer<String> defects) {
        int failures = 0;
        try {
            while (!closed) {
                failures = isDone(step, failures == 0, defects) ? 0 : failures + 1;
                if (failures > 0) {
                    surroundings.sleeper().sleep(backoff.after(failures));
                }
            }
        } catch (InterruptedException e) {
            log.debug("{} ends", name);
        }
    }

    /** Errors too: a watch that tries again after one is worth more than none. */
    private boolean isDone(Step step, boolean first, Consumer<String> defects) throws InterruptedException {
        try {
            step.take();
            return true;
        } catch (RuntimeException | Error e) {
            if (first) {
                log.error("{} has a defect and goes on", name, e);
            }
            defects.accept("a defect of " + name + ": " + e);
            return false;
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
    public interface Step {
        void take() throws InterruptedException;
    }
}
