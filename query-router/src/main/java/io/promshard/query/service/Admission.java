package io.promshard.query.service;

import io.promshard.query.error.ErrorType;
import io.promshard.query.error.QueryException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets so many requests be at work at once, and others wait for a moment, first come first served. Thread-safe. */
public final class Admission {

    private final int most;
    private final Duration patience;
    private final Semaphore free;

    /**
     * Lets nobody in yet.
     *
     * @param most at work at once
     * @param patience how long one may wait
     */
    public Admission(int most, Duration patience) {
        this.most = most;
        this.patience = patience;
        this.free = new Semaphore(most, true);
    }

    /** Leave to work, given back once. */
    public interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Blocks until it is the caller's turn.
     *
     * @throws QueryException if that took too long, or the thread was interrupted
     */
    public Turn enter() {
        try {
            if (!free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new QueryException(
                        ErrorType.OVERLOADED,
                        "too many queries: " + most + " are at work, and none ended within " + patience.toMillis()
                                + " ms");
            }
            return free::release;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryException(ErrorType.CANCELED, "the client went away");
        }
    }

    /** Requests at work. */
    public int atWork() {
        return most - free.availablePermits();
    }

    /** Requests that wait for their turn. */
    public int waiting() {
        return free.getQueueLength();
    }
}
