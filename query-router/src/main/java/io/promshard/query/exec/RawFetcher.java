package io.promshard.query.exec;

import io.promshard.query.engine.EngineException;
import io.promshard.query.engine.RangeSeries;
import io.promshard.query.engine.RawRequest;
import io.promshard.query.engine.TimedSamples;
import io.promshard.query.merge.Part;
import io.promshard.query.ownership.Handover;
import io.promshard.query.ownership.SeriesOwners;
import io.promshard.query.ownership.SeriesOwners.Scraped;
import io.promshard.query.plan.SelectorPlanner;
import io.promshard.query.plan.ShardRead;
import io.promshard.query.remote.RawSeries;
import io.promshard.query.remote.ReadQuery;
import io.promshard.query.request.Partial;
import io.promshard.query.topology.Shard;
import io.promshard.query.topology.Topology;
import io.promshard.query.wire.Annotations;
import io.promshard.query.wire.Answer;
import io.promshard.shard.labels.Labels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads samples as they were scraped, of all shards that can have them, and makes one series of what shards of a group have of the
 * same. Thread-safe; blocks; holds all in memory.
 */
public final class RawFetcher {

    private final RemoteRead read;
    private final StretchAsks stretches;
    private final Gatherer gatherer;
    private final long maxSamples;

    /**
     * Makes one.
     *
     * @param maxSamples that one shard may give at once
     */
    public RawFetcher(RemoteRead read, StretchAsks stretches, Gatherer gatherer, long maxSamples) {
        this.read = read;
        this.stretches = stretches;
        this.gatherer = gatherer;
        this.maxSamples = maxSamples;
    }

    /** Makes one series of what shards have of the same. */
    @FunctionalInterface
    public interface Merge {
        List<RangeSeries.Raw> of(List<Part<List<RawSeries>>> parts);
    }

    /**
     * What was read.
     *
     * @param parts what each shard gave that answered
     * @param missing names of the shards that failed
     * @param warnings one for each of those
     */
    public record Fetched(List<Part<List<RawSeries>>> parts, Merge merge, List<String> missing, List<String> warnings) {
        public Fetched {
            parts = List.copyOf(parts);
            missing = List.copyOf(missing);
            warnings = List.copyOf(warnings);
        }

        /** The series of the other shards. */
        public List<RangeSeries.Raw> without(Set<String> shards) {
            return merge.of(parts.stream()
                    .filter(part -> !shards.contains(part.shard()))
                    .toList());
        }
    }

    /**
     * The series of a request.
     *
     * @param handovers what is known of moves of targets
     */
    public Fetched fetch(
            RawRequest request, Topology topology, List<Handover> handovers, Allowance allowance, Partial partial) {
        List<ShardRead> reads = reads(request, topology);
        if (reads.isEmpty()) {
            return new Fetched(List.of(), parts -> List.of(), List.of(), List.of());
        }
        Map<String, Shard> shards = new LinkedHashMap<>();
        reads.forEach(each -> shards.put(each.shard().name(), each.shard()));
        Map<Ask, ReadQuery> asks = asked(reads, request, topology, allowance);
        Gathered<List<RawSeries>> gathered = gatherer.gather(
                List.copyOf(asks.keySet()),
                (ask, of) -> series(of, Objects.requireNonNull(asks.get(ask)), allowance),
                partial);
        SeriesOwners owners = new SeriesOwners(handovers);
        return new Fetched(
                gathered.parts(),
                parts -> merged(parts, shards, owners),
                gathered.missing(),
                gathered.warnings().warnings());
    }

    /** What shards are asked for a request, in the order of shards and times. Blocks where it is not known what replicas have. */
    public List<Ask> asks(RawRequest request, Topology topology, Allowance allowance) {
        return List.copyOf(
                asked(reads(request, topology), request, topology, allowance).keySet());
    }

    private Map<Ask, ReadQuery> asked(
            List<ShardRead> reads, RawRequest request, Topology topology, Allowance allowance) {
        Map<Ask, ReadQuery> asks = new LinkedHashMap<>();
        reads.forEach(each -> asks.putAll(stretches.of(each, request, topology.featureLabel(), allowance)));
        return asks;
    }

    private static List<ShardRead> reads(RawRequest request, Topology topology) {
        return request.untilMillis() > request.afterMillis()
                ? SelectorPlanner.reads(request.matchers(), topology)
                : List.of();
    }

    private Answer.Success<List<RawSeries>> series(Ask ask, ReadQuery query, Allowance allowance) throws IOException {
        if (ask.isOfNobody()) {
            throw new LacksSamples();
        }
        List<RawSeries> all = read.read(ask.shard(), query, ask.putBack(), allowance, maxSamples);
        return new Answer.Success<>(
                all.stream().filter(series -> series.size() > 0).toList(), Annotations.NONE);
    }

    /** What follows each other of a series on a shard is one. */
    private static Map<String, Map<Labels, RawSeries>> byShard(List<Part<List<RawSeries>>> parts) {
        Map<String, Map<Labels, RawSeries>> byShard = new LinkedHashMap<>();
        for (Part<List<RawSeries>> part : parts) {
            Map<Labels, RawSeries> ofShard = byShard.computeIfAbsent(part.shard(), any -> new LinkedHashMap<>());
            part.data().forEach(series -> ofShard.merge(series.labels(), series, RawSeries::then));
        }
        return byShard;
    }

    /** What one shard has of a series. */
    private record OfShard(Shard shard, TimedSamples samples) {}

    private static List<RangeSeries.Raw> merged(
            List<Part<List<RawSeries>>> parts, Map<String, Shard> shards, SeriesOwners owners) {
        Map<Labels, List<OfShard>> all = new LinkedHashMap<>();
        byShard(parts).forEach((name, ofShard) -> {
            Shard shard = Objects.requireNonNull(shards.get(name));
            ofShard.forEach((labels, series) -> all.computeIfAbsent(labels, absent -> new ArrayList<>(1))
                    .add(new OfShard(shard, RawSamples.of(series).samples())));
        });
        List<RangeSeries.Raw> merged = new ArrayList<>(all.size());
        all.forEach((labels, samples) -> merged.add(new RangeSeries.Raw(labels, merged(labels, samples, owners))));
        return merged;
    }

    private static TimedSamples merged(Labels labels, List<OfShard> all, SeriesOwners owners) {
        if (all.size() == 1) {
            return all.getFirst().samples();
        }
        Optional<String> group = all.getFirst().shard().group();
        if (group.isEmpty()
                || all.stream().anyMatch(each -> !each.shard().group().equals(group))) {
            throw new EngineException.Execution("two shards have the same series: " + labels);
        }
        return owners.merged(
                labels,
                all.stream()
                        .map(each -> new Scraped(names(each.shard()), each.samples()))
                        .toList());
    }

    /** A collector is called by its address or by a name of its own, where moves are told. */
    private static Set<String> names(Shard shard) {
        Set<String> names = new TreeSet<>();
        names.add(shard.name());
        names.add(shard.name().substring(shard.name().lastIndexOf('/') + 1));
        shard.replicas().forEach(replica -> names.add(replica.address()));
        return names;
    }
}
