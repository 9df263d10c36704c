package io.promshard.pgw.merge;

import io.promshard.pgw.snapshot.Recollection;
import io.promshard.shard.routing.RingView;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands out merged views. Those who ask while one is made get that one, and for a short time after it those who ask then. Thread-safe;
 * one view is made at a time.
 */
public final class Views {

    private final Gatherer gatherer;
    private final Executor executor;
    private final ViewListener listener;
    private final LongSupplier nanos;
    private final long cacheNanos;
    private @Nullable CompletableFuture<View> running;
    private @Nullable View last;
    private long madeAt;

    /**
     * Prepares; nothing is read before somebody asks.
     *
     * @param executor for the reads and the making of views, with a thread for each
     * @param nanos a clock that only goes forward, as {@link System#nanoTime}
     */
    public Views(
            Supplier<RingView> ring,
            SnapshotSource source,
            Recollection recollection,
            Executor executor,
            ViewSettings settings,
            InstantSource clock,
            LongSupplier nanos,
            ViewListener listener) {
        this.gatherer = new Gatherer(ring, source, recollection, executor, settings, clock, listener);
        this.executor = executor;
        this.listener = listener;
        this.nanos = nanos;
        this.cacheNanos = settings.cache().toNanos();
    }

    /**
     * A view of now, or almost.
     *
     * @throws NoViewException if there is none
     */
    public View current() throws InterruptedException {
        try {
            return view().get();
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private static RuntimeException failure(@Nullable Throwable cause) {
        return cause instanceof NoViewException expected
                ? new NoViewException(String.valueOf(expected.getMessage()))
                : new IllegalStateException("the merged view has a defect", cause);
    }

    /** The last view that was made, whatever its age; null before the first. */
    public synchronized @Nullable View last() {
        return last;
    }

    private synchronized CompletableFuture<View> view() {
        if (last != null && nanos.getAsLong() - madeAt < cacheNanos) {
            return CompletableFuture.completedFuture(last);
        }
        return running == null ? start(last) : running;
    }

    private synchronized CompletableFuture<View> start(@Nullable View before) {
        CompletableFuture<View> promise = new CompletableFuture<>();
        running = promise;
        var unused = CompletableFuture.supplyAsync(() -> make(before), executor)
                .whenComplete((view, failure) -> made(promise, view, failure));
        return promise;
    }

    private View make(@Nullable View before) {
        long begun = nanos.getAsLong();
        try {
            View view = gatherer.gather(before);
            listener.gathered(view, nanos.getAsLong() - begun);
            return view;
        } catch (NoViewException e) {
            listener.failed(String.valueOf(e.getMessage()));
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    /** Who waits is told when the next one who asks would get another. */
    private void made(CompletableFuture<View> promise, @Nullable View view, @Nullable Throwable failure) {
        synchronized (this) {
            running = null;
            if (view != null) {
                last = view;
                madeAt = nanos.getAsLong();
            }
        }
        if (view != null) {
            promise.complete(view);
        } else {
            promise.completeExceptionally(
                    failure instanceof CompletionException && failure.getCause() != null
                            ? failure.getCause()
                            : failure);
        }
    }
}
