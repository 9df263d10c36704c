package io.promshard.query.client.guard;

import io.promshard.query.client.ApiCall;
import io.promshard.query.client.Deadline;
import io.promshard.query.client.ShardCalls.Answered;
import io.promshard.query.client.ShardClient;
import io.promshard.query.client.ShardFailure;
import io.promshard.query.topology.Replica;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One call to several replicas, each on a thread of its own. One thread starts attempts, takes what comes of them, and closes: that
 * ends those under way and their answers.
 */
final class Race implements AutoCloseable {

    private final ShardClient client;
    private final ApiCall call;
    private final Deadline deadline;
    private final ExecutorService threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition came = lock.newCondition();
    private final Queue<Outcome> outcomes = new ArrayDeque<>();
    private final Map<Replica, Future<?>> running = new HashMap<>();
    private boolean over;

    Race(ShardClient client, ApiCall call, Deadline deadline, ExecutorService threads) {
        this.client = client;
        this.call = call;
        this.deadline = deadline;
        this.threads = threads;
    }

    /** What came of an attempt. */
    sealed interface Outcome {

        Replica replica();

        /** An answer began. */
        record Head(Answered answered) implements Outcome {
            @Override
            public Replica replica() {
                return answered.replica();
            }
        }

        /** None did. */
        record Failed(Replica replica, ShardFailure failure) implements Outcome {}

        /** The attempt threw what it must not. */
        record Defect(Replica replica, RuntimeException thrown) implements Outcome {}
    }

    void start(Replica replica) {
        running.put(replica, threads.submit(() -> report(attempt(replica))));
    }

    /** The replicas whose outcome was not taken yet. */
    Iterable<Replica> running() {
        return running.keySet();
    }

    boolean isRunning() {
        return !running.isEmpty();
    }

    private Outcome attempt(Replica replica) {
        try {
            return new Outcome.Head(new Answered(replica, WholeError.orStream(client.call(replica, call, deadline))));
        } catch (ShardFailure e) {
            return new Outcome.Failed(replica, e);
        } catch (RuntimeException e) {
            return new Outcome.Defect(replica, e);
        }
    }

    private void report(Outcome outcome) {
        lock.lock();
        try {
            if (over) {
                discard(outcome);
            } else {
                outcomes.add(outcome);
                came.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The next outcome; null if none came within that time. */
    @Nullable Outcome next(long nanos) throws InterruptedException {
        long left = nanos;
        lock.lock();
        try {
            while (outcomes.isEmpty() && left > 0) {
                left = came.awaitNanos(left);
            }
            Outcome outcome = outcomes.poll();
            if (outcome != null) {
                running.remove(outcome.replica());
            }
            return outcome;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            over = true;
            outcomes.forEach(Race::discard);
            outcomes.clear();
        } finally {
            lock.unlock();
        }
        running.values().forEach(attempt -> attempt.cancel(true));
    }

    private static void discard(Outcome outcome) {
        if (outcome instanceof Outcome.Head(Answered answered)) {
            answered.answer().close();
        }
    }
}
