package io.promshard.query.coverage;

import io.promshard.query.client.Deadline;
import io.promshard.query.topology.Replica;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Has all replicas of a shard count at the same time. Thread-safe; blocks no longer than its timeout. */
public final class Comparison {

    private final CountSource source;
    private final Predicate<Replica> well;
    private final ExecutorService threads;
    private final Duration timeout;
    private final LongSupplier nanoTime;

    /**
     * Makes one.
     *
     * @param well whether a replica answers its probes; one that does not is not asked
     * @param threads one for each question; virtual ones
     */
    public Comparison(
            CountSource source,
            Predicate<Replica> well,
            ExecutorService threads,
            Duration timeout,
            LongSupplier nanoTime) {
        this.source = source;
        this.well = well;
        this.threads = threads;
        this.timeout = timeout;
        this.nanoTime = nanoTime;
    }

    Evidence of(List<Replica> replicas, String selector, Buckets buckets, Measure measure) throws InterruptedException {
        Deadline deadline = Deadline.after(timeout, nanoTime);
        String query = measure.query(selector, buckets);
        List<Future<Optional<double[]>>> asked = replicas.stream()
                .map(replica -> threads.submit(() -> well.test(replica)
                        ? source.counts(replica, query, buckets, deadline)
                        : Optional.<double[]>empty()))
                .toList();
        List<Optional<double[]>> counts = new ArrayList<>();
        try {
            for (Future<Optional<double[]>> each : asked) {
                counts.add(each.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            asked.forEach(each -> each.cancel(true));
        }
        return Evidence.of(replicas, buckets, counts, measure);
    }
}
