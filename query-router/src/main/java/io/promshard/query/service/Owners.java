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
        Time time = time(query);
        return view(time)
                .map(view -> new Known(isClear(time, view) ? Ownership.CLEAR : contested, view.handovers()))
                .orElseGet(() -> new Known(contested, List.of()));
    }

    /** What a query reads. */
    private record Time(Instant first, Instant last) {}

    /** Groups of which there are two shards at least. */
    private static Set<String> groups(List<Shard> live) {
        Set<String> once = new HashSet<>();
        return live.stream()
                .flatMap(shard -> shard.group().stream())
                .filter(group -> !once.add(group))
                .collect(Collectors.toSet());
    }

    /** Nothing was scraped in the future. */
    private Optional<HandoverView> view(Time time) {
        Instant now = clock.instant();
        try {
            return handovers.upTo(time.last.isBefore(now) ? time.last : now);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryException(ErrorType.CANCELED, "the client went away");
        }
    }

    private static boolean isClear(Time time, HandoverView view) {
        return view.isClear(time.first, time.last.isBefore(view.upTo()) ? time.last : view.upTo());
    }

    private Time time(Query query) {
        long first = query.grid().startMillis() - query.lookbackMillis();
        long last = query.grid().endMillis();
        for (RawRequest read : reads(query)) {
            first = Math.min(first, read.afterMillis());
            last = Math.max(last, read.untilMillis());
        }
        return new Time(Instant.ofEpochMilli(first), Instant.ofEpochMilli(last));
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
