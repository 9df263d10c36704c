package io.promshard.query.service;

import io.promshard.query.error.ErrorType;
import io.promshard.query.error.QueryException;
import io.promshard.query.exec.Reply;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Asks once for all who want the same at the same time, as the viewers of one dashboard do. Who comes while an equal question is being
 * answered waits for that answer; nothing is kept after it. Thread-safe; blocks.
 *
 * <p>A question runs on a thread of its own, so that it goes on when the one who came first goes away. It ends when the last does.
 */
public final class Coalescing {

    private final boolean on;
    private final ExecutorService threads;
    private final AtomicLong joined = new AtomicLong();
    private final Map<Object, Flight> flights = new HashMap<>();

    /**
     * Makes one that is asked nothing yet.
     *
     * @param on whether it does so; else each asks for itself
     * @param threads one for each question; virtual ones
     */
    public Coalescing(boolean on, ExecutorService threads) {
        this.on = on;
        this.threads = threads;
    }

    /** How many joined a question that was asked already. */
    public long joined() {
        return joined.get();
    }

    /** How many questions are being answered. */
    public synchronized int underWay() {
        return flights.size();
    }

    /**
     * The answer of the question, or of one under way that has an equal key.
     *
     * @param key all that the answer depends on
     * @param question gives an answer that may be written any number of times
     * @throws QueryException as the question does, or if the thread is interrupted
     */
    Reply ask(Object key, Supplier<Reply> question) {
        return on ? shared(key, question) : question.get();
    }

    private Reply shared(Object key, Supplier<Reply> question) {
        Flight flight = board(key, question);
        try {
            return flight.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryException(ErrorType.CANCELED, "the client went away");
        } catch (ExecutionException e) {
            throw failure(e);
        } catch (CancellationException e) {
            throw new QueryException(ErrorType.UNAVAILABLE, "the router stops");
        } finally {
            leave(flight);
        }
    }

    /** Of its own for each who waits, as a failure gathers the marks of its thread. */
    private static RuntimeException failure(ExecutionException e) {
        return switch (e.getCause()) {
            case QueryException failure -> {
                QueryException own = new QueryException(failure.type(), String.valueOf(failure.getMessage()));
                own.initCause(failure);
                yield own;
            }
            case RuntimeException defect -> new IllegalStateException(defect);
            case null, default -> new IllegalStateException(e);
        };
    }

    private synchronized Flight board(Object key, Supplier<Reply> question) {
        Flight flight = flights.get(key);
        if (flight == null) {
            flight = new Flight(key, question);
            flights.put(key, flight);
            threads.execute(flight);
        } else {
            joined.incrementAndGet();
        }
        flight.waiting++;
        return flight;
    }

    private synchronized void leave(Flight flight) {
        if (--flight.waiting == 0) {
            flights.remove(flight.key, flight);
            flight.cancel(true);
        }
    }

    private synchronized void land(Flight flight) {
        flights.remove(flight.key, flight);
    }

    /** A question on its way, and how many wait for it. */
    private final class Flight extends FutureTask<Reply> {
        private final Object key;
        private int waiting;

        Flight(Object key, Supplier<Reply> question) {
            super(question::get);
            this.key = key;
        }

        /** Whoever comes from now on asks anew. */
        @Override
        protected void done() {
            land(this);
        }
    }
}
