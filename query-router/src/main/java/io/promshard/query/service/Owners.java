package io.promshard.query.service;

import io.promshard.query.analysis.LiveShards;
import io.promshard.query.engine.EngineException;
import io.promshard.query.engine.RawRequest;
import io.promshard.query.engine.eval.Engine;
import io.promshard.query.engine.eval.Query;
import io.promshard.query.error.ErrorType;
import io.promshard.query.error.QueryException;
import io.promshard.query.ownership.Handover;
import io.promshard.query.ownership.HandoverView;
import io.promshard.query.ownership.HandoverWatch;
import io.promshard.query.plan.ContestedGroups;
import io.promshard.query.plan.Ownership;
import io.promshard.query.topology.Shard;
import io.promshard.query.topology.Topology;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds out whether targets may have moved between the shards of groups in the time that a query reads, its ranges, offsets and
 * lookback included. Where that cannot be found out, they may. Thread-safe; blocks if that time is not over.
 */
public final class Owners {

    private final Engine engine;
    private final HandoverWatch handovers;
    private final InstantSource clock;

    public Owners(Engine engine, HandoverWatch handovers, InstantSource clock) {
        this.engine = engine;
        this.handovers = handovers;
        this.clock = clock;
    }

    /**
     * What is known.
     *
     * @param handovers all that is known of moves, whenever they were
     */
    public record Known(Ownership ownership, List<Handover> handovers) {
        public Known {
            handovers = List.copyOf(handovers);
        }
    }

    Known of(Query query, Topology topology) {
        Set<String> groups = groups(new LiveShards(topology).of(query.expr()));
        if (groups.isEmpty()) {
            return new Known(Ownership.CLEAR, List.of());
        }
        Ownership contested = new ContestedGroups(groups);
        return view(query)
                .map(view -> new Known(isClear(query, view) ? Ownership.CLEAR : contested, view.handovers()))
                .orElseGet(() -> new Known(contested, List.of()));
    }

    /** Groups of which there are two shards at least. */
    private static Set<String> groups(List<Shard> live) {
        Set<String> once = new HashSet<>();
        return live.stream()
                .flatMap(shard -> shard.group().stream())
                .filter(group -> !once.add(group))
                .collect(Collectors.toSet());
    }

    /** Nothing was scraped in the future. */
    private Optional<HandoverView> view(Query query) {
        Instant now = clock.instant();
        Instant end = end(query);
        try {
            return handovers.upTo(end.isBefore(now) ? end : now);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryException(ErrorType.CANCELED, "the client went away");
        }
    }

    private boolean isClear(Query query, HandoverView view) {
        long start = reads(query).stream()
                .mapToLong(RawRequest::afterMillis)
                .min()
                .orElse(query.grid().startMillis());
        Instant first = Instant.ofEpochMilli(Math.min(start, query.grid().startMillis() - query.lookbackMillis()));
        Instant end = end(query);
        return view.isClear(first, end.isBefore(view.upTo()) ? end : view.upTo());
    }

    private Instant end(Query query) {
        long end = reads(query).stream()
                .mapToLong(RawRequest::untilMillis)
                .max()
                .orElse(query.grid().endMillis());
        return Instant.ofEpochMilli(Math.max(end, query.grid().endMillis()));
    }

    /** If the query cannot be evaluated, whoever tries will say so. */
    private List<RawRequest> reads(Query query) {
        try {
            return engine.prepare(query, leaf -> false, selector -> true).reads();
        } catch (EngineException e) {
            return List.of();
        }
    }
}
