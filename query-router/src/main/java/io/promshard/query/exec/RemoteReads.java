package io.promshard.query.exec;

import io.promshard.query.coverage.Coverage;
import io.promshard.query.coverage.Span;
import io.promshard.query.error.ErrorType;
import io.promshard.query.error.QueryException;
import io.promshard.query.remote.EncodedSeries;
import io.promshard.query.remote.ReadQuery;
import io.promshard.query.topology.Replica;
import io.promshard.query.topology.Shard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Reads the raw samples of several shards at the same time: of all, or there is no answer. Thread-safe; blocks. */
public final class RemoteReads {

    private final RemoteRead remoteRead;
    private final Coverage coverage;
    private final ExecutorService threads;

    /**
     * Makes one.
     *
     * @param threads one for each ask; virtual ones
     */
    public RemoteReads(RemoteRead remoteRead, Coverage coverage, ExecutorService threads) {
        this.remoteRead = remoteRead;
        this.coverage = coverage;
        this.threads = threads;
    }

    /**
     * The series by ask and query.
     *
     * @param maxSamples that each may have
     * @throws QueryException if a shard fails, gives too much, or has no replica with all samples
     */
    public List<List<List<EncodedSeries>>> gather(List<ReadAsk> asks, Allowance allowance, long maxSamples) {
        List<Future<List<List<EncodedSeries>>>> answers = asks.stream()
                .map(ask -> threads.submit(() -> remoteRead.encoded(
                        having(ask, allowance), ask.request(), ask.putBack(), allowance, maxSamples)))
                .toList();
        try {
            List<List<List<EncodedSeries>>> all = new ArrayList<>();
            for (int i = 0; i < asks.size(); i++) {
                all.add(of(asks.get(i), answers.get(i)));
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryException(ErrorType.CANCELED, "the client went away");
        } finally {
            answers.forEach(answer -> answer.cancel(true));
        }
    }

    /** The replicas that have all that is asked for: samples of several are not put together in what is handed on. */
    private Shard having(ReadAsk ask, Allowance allowance) throws LacksSamples {
        Shard shard = ask.shard();
        List<Replica> having = new ArrayList<>(shard.replicas());
        for (ReadQuery query : ask.request().queries()) {
            Span span = new Span(Math.max(Long.MIN_VALUE + 1, query.startMillis()) - 1, query.endMillis());
            coverage.stretches(shard, query.matchers(), span, allowance.deadline())
                    .forEach(stretch -> having.retainAll(stretch.having()));
        }
        if (having.isEmpty() && !shard.replicas().isEmpty()) {
            throw new LacksSamples();
        }
        return shard.with(having);
    }

    private static <T> T of(ReadAsk ask, Future<T> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case IOException failure -> Failures.error(ask.shard().name(), failure);
                case RuntimeException itself -> itself;
                case null, default -> new IllegalStateException(e);
            };
        }
    }
}
