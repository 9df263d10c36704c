package io.promshard.pgw.upkeep;

import io.promshard.pgw.hold.Hold;
import io.promshard.shard.loop.Sleeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;

/**
 * Changes gateways under a hold: each one's share on a thread of its own, one change at a time and at a pace. What cannot be done in the
 * hold's time is left.
 */
final class Shares {

    /** Longer than a gateway may take for one change. */
    static final Duration MARGIN = Duration.ofSeconds(3);

    private final LongSupplier nanos;
    private final Sleeper sleeper;

    Shares(LongSupplier nanos, Sleeper sleeper) {
        this.nanos = nanos;
        this.sleeper = sleeper;
    }

    /** @param shares by the gateway's id */
    <T> void work(Map<String, List<T>> shares, int perSecond, Hold hold, Step<T> step) throws InterruptedException {
        List<Future<?>> ends = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            shares.values()
                    .forEach(share -> ends.add(threads.submit(() -> {
                        inTurn(share, new Pace(perSecond, nanos, sleeper), hold, step);
                        return null;
                    })));
            for (Future<?> end : ends) {
                end.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("an action failed in a way that was not foreseen", e.getCause());
        }
    }

    private static <T> void inTurn(List<T> share, Pace pace, Hold hold, Step<T> step) throws InterruptedException {
        for (T change : share) {
            if (hold.left() < MARGIN.toNanos()) {
                return;
            }
            pace.begin();
            step.take(change);
            pace.end();
        }
    }

    /** Makes one change, and answers for its failure. */
    interface Step<T> {
        void take(T change) throws InterruptedException;
    }
}
