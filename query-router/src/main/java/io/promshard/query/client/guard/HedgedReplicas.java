package io.promshard.query.client.guard;

import io.promshard.query.client.ApiCall;
import io.promshard.query.client.Deadline;
import io.promshard.query.client.ShardCalls;
import io.promshard.query.client.ShardClient;
import io.promshard.query.client.ShardFailure;
import io.promshard.query.client.guard.Race.Outcome;
import io.promshard.query.topology.Replica;
import io.promshard.query.topology.Shard;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.ExecutorService;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Asks a shard's replicas as {@link FirstAnsweringReplica} does, and does not only wait for one that is slow: a second one is asked
 * when the first takes longer than 95 of 100 calls to this shard did, as long as such calls stay a small share; the next one in any
 * case when no replica that was asked answers its probes any more. The first answer counts, the other calls end. Thread-safe.
 *
 * <p>A shard with one replica is asked on the calling thread.
 */
public final class HedgedReplicas implements ShardCalls {

    /** How often it is looked whether those asked still answer their probes. */
    private static final long LOOK_NANOS = Duration.ofMillis(200).toNanos();

    private final ShardClient client;
    private final Predicate<Replica> well;
    private final FirstAnsweringReplica one;
    private final Hedging hedging;
    private final HedgeListener listener;
    private final ExecutorService threads;
    private final LongSupplier nanoTime;
    private final HeadTimes times = new HeadTimes();
    private final HedgeBudget budget;

    /**
     * When a second replica is asked although the first has not failed.
     *
     * @param share of all calls that may be such second ones; 0 for none
     * @param least not before that time
     */
    public record Hedging(double share, Duration least) {}

    /**
     * Makes one.
     *
     * @param well whether a replica answers its probes
     * @param threads one for each call to a replica; virtual ones
     */
    public HedgedReplicas(
            ShardClient client,
            Predicate<Replica> well,
            Hedging hedging,
            HedgeListener listener,
            ExecutorService threads,
            LongSupplier nanoTime) {
        this.client = client;
        this.well = well;
        this.one = new FirstAnsweringReplica(client, well);
        this.hedging = hedging;
        this.listener = listener;
        this.threads = threads;
        this.nanoTime = nanoTime;
        this.budget = new HedgeBudget(hedging.share());
    }

    @Override
    public Answered call(Shard shard, ApiCall call, Deadline deadline) throws ShardFailure {
        if (shard.replicas().size() < 2) {
            return one.call(shard, call, deadline);
        }
        budget.earn();
        try (Race race = new Race(client, call, deadline, threads)) {
            return new Run(shard, race).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShardFailure.Cancelled("nobody waits for the answer any more");
        }
    }

    /** One call. Used by the calling thread. */
    private final class Run {
        private final Shard shard;
        private final Race race;
        private final Iterator<Replica> left;
        private final long begin = nanoTime.getAsLong();
        private @Nullable Replica hedge;
        private @Nullable Answered error;
        private @Nullable ShardFailure failure;

        Run(Shard shard, Race race) {
            this.shard = shard;
            this.race = race;
            this.left = FirstAnsweringReplica.inOrder(shard.replicas(), well).iterator();
        }

        Answered run() throws ShardFailure, InterruptedException {
            race.start(left.next());
            while (race.isRunning()) {
                Outcome outcome = race.next(patience());
                Answered answered = outcome == null ? null : answerOf(outcome);
                if (answered != null) {
                    return answered;
                }
                if (outcome == null) {
                    askAnother();
                } else if (!race.isRunning() && left.hasNext()) {
                    failOver();
                }
            }
            if (error != null) {
                return error;
            }
            throw failure == null ? new ShardFailure.Unreachable("no server of it is known") : failure;
        }

        /** Until it is time for something but an outcome. */
        private long patience() {
            if (!left.hasNext()) {
                return Long.MAX_VALUE;
            }
            long untilHedge = hedgeAfter() - (nanoTime.getAsLong() - begin);
            return untilHedge > 0 ? Math.min(untilHedge, LOOK_NANOS) : LOOK_NANOS;
        }

        /** Never where no second call is to be made. */
        private long hedgeAfter() {
            return hedge != null || hedging.share() <= 0
                    ? Long.MAX_VALUE
                    : Math.max(
                            hedging.least().toNanos(), times.p95(shard.name()).orElse(Long.MAX_VALUE));
        }

        private void askAnother() {
            if (!left.hasNext()) {
                return;
            }
            if (nobodyIsWell()) {
                failOver();
            } else if (nanoTime.getAsLong() - begin >= hedgeAfter() && budget.spend()) {
                hedge = left.next();
                race.start(hedge);
            }
        }

        private void failOver() {
            listener.failedOver(shard);
            race.start(left.next());
        }

        private boolean nobodyIsWell() {
            for (Replica replica : race.running()) {
                if (well.test(replica)) {
                    return false;
                }
            }
            return true;
        }

        private @Nullable Answered answerOf(Outcome outcome) throws ShardFailure {
            return switch (outcome) {
                case Outcome.Head(Answered answered) -> head(answered);
                case Outcome.Failed(Replica replica, ShardFailure failed) -> {
                    failure = FirstAnsweringReplica.after(failure, failed);
                    if (!FirstAnsweringReplica.anotherMayDoBetter(failed)) {
                        throw failure;
                    }
                    yield null;
                }
                case Outcome.Defect(Replica replica, RuntimeException thrown) -> throw thrown;
            };
        }

        private @Nullable Answered head(Answered answered) {
            if (answered.answer() instanceof WholeError whole && !whole.isOfTheQuery()) {
                error = error == null ? answered : error;
                return null;
            }
            times.add(shard.name(), nanoTime.getAsLong() - begin);
            if (hedge != null) {
                listener.hedged(shard, hedge.equals(answered.replica()));
            }
            return answered;
        }
    }
}
