package io.promshard.query.service;

import io.promshard.query.client.Deadline;
import io.promshard.query.error.ErrorType;
import io.promshard.query.error.QueryException;
import io.promshard.query.exec.Allowance;
import io.promshard.query.exec.ReadAsk;
import io.promshard.query.exec.RemoteReads;
import io.promshard.query.exec.Reply;
import io.promshard.query.merge.MergeConflict;
import io.promshard.query.merge.ReadUnion;
import io.promshard.query.plan.SelectorPlanner;
import io.promshard.query.plan.ShardRead;
import io.promshard.query.remote.EncodedSeries;
import io.promshard.query.remote.ReadQuery;
import io.promshard.query.remote.ReadRequest;
import io.promshard.query.remote.SamplesWriter;
import io.promshard.query.topology.Shard;
import io.promshard.query.topology.Topology;
import io.promshard.query.topology.TopologySource;
import io.promshard.query.wire.Label;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Hands raw samples of all shards to a Prometheus that evaluates over them. Thread-safe; blocks; holds whole answers in memory. Never
 * partial: who evaluates rules must not take a part for the whole.
 */
public final class ReadService {

    private final TopologySource topologies;
    private final RemoteReads reads;
    private final Duration timeout;
    private final long maxBytes;
    private final long maxSamples;
    private final LongSupplier nanoTime;

    /**
     * Makes one.
     *
     * @param timeout of a request
     * @param maxBytes that it may read of all shards
     * @param maxSamples that it may read of all shards, where they come as samples
     */
    public ReadService(
            TopologySource topologies,
            RemoteReads reads,
            Duration timeout,
            long maxBytes,
            long maxSamples,
            LongSupplier nanoTime) {
        this.topologies = topologies;
        this.reads = reads;
        this.timeout = timeout;
        this.maxBytes = maxBytes;
        this.maxSamples = maxSamples;
        this.nanoTime = nanoTime;
    }

    /** A query of a request, as one shard is asked. */
    private record Part(int query, ReadQuery asked, Optional<String> putBack) {}

    /**
     * The series by query, each sorted by labels.
     *
     * @throws QueryException if a shard fails, if there is too much, or if two series have the same labels
     */
    public Reply read(ReadRequest request) {
        Topology topology = topologies.current();
        if (topology.shards().isEmpty()) {
            throw new QueryException(ErrorType.UNAVAILABLE, "no shard is known yet");
        }
        Map<Shard, List<Part>> parts = parts(request, topology);
        List<ReadAsk> asks = parts.entrySet().stream()
                .map(shard -> ask(shard.getKey(), shard.getValue(), request, topology))
                .toList();
        Allowance allowance = new Allowance(Deadline.after(timeout, nanoTime), maxBytes);
        return reply(request, List.copyOf(parts.values()), reads.gather(asks, allowance, maxSamples));
    }

    /** A selector without matchers selects nothing, as at a Prometheus. */
    private static Map<Shard, List<Part>> parts(ReadRequest request, Topology topology) {
        Map<Shard, List<Part>> parts = new LinkedHashMap<>();
        for (int i = 0; i < request.queries().size(); i++) {
            ReadQuery query = request.queries().get(i);
            List<ShardRead> shards =
                    query.matchers().isEmpty() ? List.of() : SelectorPlanner.reads(query.matchers(), topology);
            for (ShardRead shard : shards) {
                parts.computeIfAbsent(shard.shard(), any -> new ArrayList<>())
                        .add(new Part(i, query.withMatchers(shard.matchers()), shard.putBack()));
            }
        }
        return parts;
    }

    private static ReadAsk ask(Shard shard, List<Part> parts, ReadRequest request, Topology topology) {
        List<ReadQuery> queries = parts.stream().map(Part::asked).toList();
        Optional<Label> label = parts.getFirst().putBack().map(value -> new Label(topology.featureLabel(), value));
        return new ReadAsk(shard, new ReadRequest(queries, request.type()), label);
    }

    private Reply reply(ReadRequest request, List<List<Part>> parts, List<List<List<EncodedSeries>>> answers) {
        List<List<EncodedSeries>> results = Stream.<List<EncodedSeries>>generate(ArrayList::new)
                .limit(request.queries().size())
                .toList();
        for (int shard = 0; shard < parts.size(); shard++) {
            for (int i = 0; i < parts.get(shard).size(); i++) {
                results.get(parts.get(shard).get(i).query())
                        .addAll(answers.get(shard).get(i));
            }
        }
        requireAtMost(maxSamples, results);
        return new Reply.Raw(results.stream().map(ReadService::united).toList(), request.type());
    }

    private static List<EncodedSeries> united(List<EncodedSeries> series) {
        try {
            return ReadUnion.of(series);
        } catch (MergeConflict e) {
            throw new QueryException(ErrorType.EXECUTION, String.valueOf(e.getMessage()));
        }
    }

    private static void requireAtMost(long maxSamples, List<List<EncodedSeries>> results) {
        long samples = results.stream()
                .flatMap(List::stream)
                .mapToLong(EncodedSeries::samples)
                .sum();
        if (samples > maxSamples || !SamplesWriter.fits(results)) {
            throw new QueryException(ErrorType.TOO_LARGE, "exceeded sample limit (" + maxSamples + ")");
        }
    }
}
