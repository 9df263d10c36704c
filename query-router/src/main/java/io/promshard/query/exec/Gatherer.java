package io.promshard.query.exec;

import io.promshard.query.client.Deadline;
import io.promshard.query.client.ShardCalls;
import io.promshard.query.client.ShardFailure;
import io.promshard.query.error.ErrorType;
import io.promshard.query.error.QueryException;
import io.promshard.query.merge.Part;
import io.promshard.query.request.Partial;
import io.promshard.query.wire.Annotations;
import io.promshard.query.wire.Answer;
import io.promshard.query.wire.MalformedAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Asks shards at the same time, and reads their whole answers. Thread-safe; blocks. */
public final class Gatherer {

    private final ShardCalls calls;
    private final ExecutorService threads;

    /**
     * Makes a gatherer.
     *
     * @param threads one for each ask; virtual ones
     */
    public Gatherer(ShardCalls calls, ExecutorService threads) {
        this.calls = calls;
        this.threads = threads;
    }

    /**
     * Returns once all have answered or failed; where a failure is the answer, once the first in order has.
     *
     * @throws QueryException if a shard refuses the query; if one fails and that is not allowed; if all fail
     */
    public <D> Gathered<D> gather(List<Ask> asks, Scanner<D> scanner, Deadline deadline, Partial partial) {
        List<Future<Answer<D>>> answers = asks.stream()
                .map(ask -> threads.submit(() -> ask(ask, scanner, deadline)))
                .toList();
        try {
            return collect(asks, answers, partial);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryException(ErrorType.CANCELED, "the client went away");
        } finally {
            answers.forEach(answer -> answer.cancel(true));
        }
    }

    private <D> Answer<D> ask(Ask ask, Scanner<D> scanner, Deadline deadline) throws IOException {
        try (var answer = calls.call(ask.shard(), ask.call(), deadline).answer()) {
            byte[] body = answer.body().readAllBytes();
            if (body.length == 0 && answer.status() != 200) {
                throw new MalformedAnswer("status " + answer.status() + " without an error");
            }
            return scanner.scan(ask, body);
        }
    }

    private static <D> Gathered<D> collect(List<Ask> asks, List<Future<Answer<D>>> answers, Partial partial)
            throws InterruptedException {
        List<Part<D>> parts = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (int i = 0; i < asks.size(); i++) {
            String shard = asks.get(i).shard().name();
            try {
                parts.add(part(asks.get(i), answers.get(i).get()));
            } catch (ExecutionException e) {
                IOException failure = cause(e);
                boolean last = i == asks.size() - 1 && parts.isEmpty();
                if (partial == Partial.DENIED || last || failure instanceof ShardFailure.Cancelled) {
                    throw Failures.error(shard, failure);
                }
                missing.add(shard);
                warnings.add(Failures.text(shard, failure) + " (partial result)");
            }
        }
        return new Gathered<>(parts, missing, new Annotations(warnings, List.of()));
    }

    private static <D> Part<D> part(Ask ask, Answer<D> answer) {
        return switch (answer) {
            case Answer.Success<D> success -> new Part<>(ask.shard().name(), success, ask.putBack());
            case Answer.Failure<D> failure ->
                throw new QueryException(ErrorType.of(failure.errorType()), failure.error());
        };
    }

    private static IOException cause(ExecutionException e) {
        return switch (e.getCause()) {
            case IOException failure -> failure;
            case RuntimeException defect -> throw defect;
            case null, default -> throw new IllegalStateException(e);
        };
    }
}
