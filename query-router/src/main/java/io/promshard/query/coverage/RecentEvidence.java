package io.promshard.query.coverage;

import io.promshard.query.topology.Replica;
import io.promshard.query.topology.Shard;
import io.promshard.query.topology.TopologySource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What replicas lacked lately, by the witness, learnt ahead of queries. One thread refreshes; readers take no lock and see one
 * snapshot.
 *
 * <p>The last two hours are counted at each turn; what is older changes little, and is counted every half hour.
 */
public final class RecentEvidence {

    private static final Duration NEWEST = Duration.ofHours(2);
    private static final Duration OVERLAP = Duration.ofHours(1);
    private static final Duration OLDER_EVERY = Duration.ofMinutes(30);

    private final TopologySource topologies;
    private final Comparison comparison;
    private final String witness;
    private final Duration history;
    private final InstantSource clock;
    private volatile Map<String, Known> byShard = Map.of();

    /**
     * Knows nothing yet.
     *
     * @param witness selector of series that each server has samples of for as long as it runs
     * @param history how far back
     */
    public RecentEvidence(
            TopologySource topologies, Comparison comparison, String witness, Duration history, InstantSource clock) {
        this.topologies = topologies;
        this.comparison = comparison;
        this.witness = witness;
        this.history = history;
        this.clock = clock;
    }

    private record Known(Evidence older, Instant olderAt, Evidence newest) {}

    /** Counts anew at all shards with several replicas; those that are gone are forgotten. Blocks. */
    public void refresh() throws InterruptedException {
        Map<String, Known> next = new HashMap<>();
        for (Shard shard : topologies.current().shards()) {
            if (shard.replicas().size() > 1) {
                next.put(shard.name(), refreshed(shard, byShard.get(shard.name())));
            }
        }
        byShard = Map.copyOf(next);
    }

    private Known refreshed(Shard shard, @Nullable Known before) throws InterruptedException {
        Instant now = clock.instant();
        Evidence newest = evidence(shard, now.minus(NEWEST), now);
        if (before != null && before.older.isOf(shard.replicas()) && now.isBefore(before.olderAt.plus(OLDER_EVERY))) {
            return new Known(before.older, before.olderAt, newest);
        }
        return new Known(evidence(shard, now.minus(history), now.minus(OVERLAP)), now, newest);
    }

    /** Stretches that are over: the one under way is still being filled. */
    private Evidence evidence(Shard shard, Instant from, Instant to) throws InterruptedException {
        Span span =
                new Span(from.toEpochMilli(), Math.max(from.toEpochMilli() + 1, to.toEpochMilli() - Buckets.NARROWEST));
        return comparison.of(shard.replicas(), witness, Buckets.over(span), Measure.WITNESS);
    }

    /** What is known of a shard's replicas in a span, from its beginning on; nothing if they were other ones, or not seen in it. */
    List<Evidence> of(Shard shard, Span span) {
        Known known = byShard.get(shard.name());
        if (known == null || !known.newest.isOf(shard.replicas())) {
            return List.of();
        }
        boolean newestAlone = known.newest.buckets().startMillis() <= span.afterMillis();
        List<Evidence> both = newestAlone ? List.of(known.newest) : List.of(known.older, known.newest);
        boolean begins = both.getFirst().buckets().startMillis() <= span.afterMillis();
        return begins && both.stream().anyMatch(each -> each.sees(span)) ? both : List.of();
    }

    /** How long a shard's replica lacked samples in the last two hours; zero if that is not known. */
    public Duration lacked(Shard shard, Replica replica) {
        Known known = byShard.get(shard.name());
        int place = shard.replicas().indexOf(replica);
        return known == null || place < 0 || !known.newest.isOf(shard.replicas())
                ? Duration.ZERO
                : Duration.ofMillis(known.newest.lackedMillis(place));
    }
}
