package io.promshard.query.service;

import io.promshard.query.engine.RangeSeries;
import io.promshard.query.engine.RawRequest;
import io.promshard.query.engine.RawSource;
import io.promshard.query.error.ErrorType;
import io.promshard.query.error.QueryException;
import io.promshard.query.exec.RawFetcher.Fetched;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Samples that one query needs as they were scraped, read all at the same time, equal requests once. Used by one thread. */
final class ReadSamples implements RawSource, AutoCloseable {

    private final Map<RawRequest, Future<Fetched>> running = new LinkedHashMap<>();
    private final Set<String> missing = new LinkedHashSet<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private final Set<String> gave = new HashSet<>();
    private Set<String> leftOut = Set.of();

    ReadSamples(List<RawRequest> requests, Function<RawRequest, Fetched> fetch, ExecutorService threads) {
        for (RawRequest request : requests) {
            running.computeIfAbsent(request, absent -> threads.submit(() -> fetch.apply(request)));
        }
    }

    @Override
    public List<RangeSeries.Raw> read(RawRequest request) {
        Future<Fetched> answer = running.get(request);
        if (answer == null) {
            throw new IllegalArgumentException("not announced: " + request);
        }
        try {
            Fetched fetched = answer.get();
            missing.addAll(fetched.missing());
            warnings.addAll(fetched.warnings());
            fetched.parts().forEach(part -> gave.add(part.shard()));
            return fetched.without(leftOut);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryException(ErrorType.CANCELED, "the client went away");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        }
    }

    /**
     * Leaves out from now on what these shards gave.
     *
     * @return whether there was anything
     */
    boolean leaveOut(Set<String> shards) {
        boolean other = gave.stream().anyMatch(shard -> shards.contains(shard) && !leftOut.contains(shard));
        leftOut = Set.copyOf(shards);
        return other;
    }

    /** Names of shards that failed. */
    Set<String> missing() {
        return missing;
    }

    /** One for each of those. */
    Set<String> warnings() {
        return warnings;
    }

    /** Ends what is still under way. */
    @Override
    public void close() {
        running.values().forEach(answer -> answer.cancel(true));
    }
}
