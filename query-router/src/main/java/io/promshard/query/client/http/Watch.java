package io.promshard.query.client.http;

import io.promshard.query.client.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends one call when its deadline passes, or when a read of its body has waited for the idle time.
 *
 * <p>A socket's own timeout knows neither: it starts anew with each byte. The idle time runs only within a read, so that
 * a reader that takes its time is not taken for a server that hangs. The caller's thread starts, reads and stops; the
 * timer's thread looks. One task a call, which looks again when time may be over.
 */
final class Watch {

    private final Deadline deadline;
    private final Duration idle;
    private final Runnable cancel;
    private final ScheduledExecutorService timer;
    private volatile Verdict verdict = Verdict.IN_TIME;
    private volatile Future<?> next = CompletableFuture.completedFuture(null);
    private volatile boolean reading;
    private volatile long readingSince;
    private volatile boolean stopped;

    /**
     * Makes a watch that does not run yet.
     *
     * @param cancel ends the call, whatever it is at; must not block
     */
    Watch(Deadline deadline, Duration idle, Runnable cancel, ScheduledExecutorService timer) {
        this.deadline = deadline;
        this.idle = idle;
        this.cancel = cancel;
        this.timer = timer;
    }

    /** Whether the call was ended, and why. */
    enum Verdict {
        IN_TIME,
        DEADLINE,
        IDLE
    }

    void start() {
        lookIn(Math.min(deadline.left().toNanos(), idle.toNanos()));
    }

    /** A read begins to wait. */
    void readBegins() {
        readingSince = deadline.nanoTime().getAsLong();
        reading = true;
    }

    void readEnds() {
        reading = false;
    }

    Verdict verdict() {
        return verdict;
    }

    void stop() {
        stopped = true;
        next.cancel(false);
    }

    private void look() {
        long left = deadline.left().toNanos();
        long idleLeft = idle.toNanos() - (reading ? deadline.nanoTime().getAsLong() - readingSince : 0);
        if (stopped) {
            return;
        }
        if (left <= 0) {
            end(Verdict.DEADLINE);
        } else if (idleLeft <= 0) {
            end(Verdict.IDLE);
        } else {
            lookIn(Math.min(left, idleLeft));
        }
    }

    private void end(Verdict why) {
        verdict = why;
        cancel.run();
    }

    private void lookIn(long nanos) {
        next = timer.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
        if (stopped) {
            next.cancel(false);
        }
    }
}
