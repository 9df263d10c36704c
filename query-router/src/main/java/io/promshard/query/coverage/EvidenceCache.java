package io.promshard.query.coverage;

import io.promshard.query.topology.Replica;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;

/**
 * Evidence that queries asked for, so that it is gathered once by all who ask at the same time, and kept for a while. Thread-safe; holds
 * a fixed number, each of at most some kilobytes.
 */
final class EvidenceCache {

    private static final int MOST = 1_000;

    /** Of times that may still change, or where a replica did not say. */
    private static final Duration BRIEFLY = Duration.ofSeconds(30);

    /** Of times long past, where somebody may still load old blocks. */
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Comparison comparison;
    private final ExecutorService threads;
    private final InstantSource clock;
    private final Map<Key, Kept> entries = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Kept> eldest) {
            return size() > MOST;
        }
    };

    EvidenceCache(Comparison comparison, ExecutorService threads, InstantSource clock) {
        this.comparison = comparison;
        this.threads = threads;
        this.clock = clock;
    }

    private record Key(List<Replica> replicas, String selector, Measure measure, Buckets buckets) {}

    private record Kept(FutureTask<Evidence> task, Instant since) {}

    /** Evidence there is or will be; a task that failed is begun anew by the next who asks. */
    FutureTask<Evidence> of(List<Replica> replicas, String selector, Measure measure, Buckets buckets) {
        Key key = new Key(replicas, selector, measure, buckets);
        FutureTask<Evidence> task = new FutureTask<>(() -> comparison.of(replicas, selector, buckets, measure));
        synchronized (entries) {
            Kept known = entries.get(key);
            if (known != null && isFresh(known, buckets)) {
                return known.task();
            }
            entries.put(key, new Kept(task, clock.instant()));
        }
        threads.execute(task);
        return task;
    }

    private boolean isFresh(Kept entry, Buckets buckets) {
        Instant now = clock.instant();
        return switch (entry.task().state()) {
            case RUNNING -> true;
            case SUCCESS -> {
                boolean settled = buckets.endMillis() < now.minus(LONG).toEpochMilli()
                        && entry.task().resultNow().isComplete();
                yield now.isBefore(entry.since().plus(settled ? LONG : BRIEFLY));
            }
            case FAILED, CANCELLED -> false;
        };
    }
}
