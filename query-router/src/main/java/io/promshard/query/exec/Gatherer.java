package io.promshard.query.exec;

import io.promshard.query.client.ShardCalls;
import io.promshard.query.client.ShardCalls.Answered;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

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
    public <D> Gathered<D> gather(List<Ask> asks, Scanner<D> scanner, Allowance allowance, Partial partial) {
        return gather(asks, (ask, of) -> answer(of, answer -> scanner.scan(ask, answer), allowance), partial);
    }

    /** Has the answer to an ask. */
    @FunctionalInterface
    interface Asker<D> {
        /**
         * The answer.
         *
         * @param of the same ask of the replicas that are to answer it
         */
        Answer.Success<D> answer(Ask ask, Ask of) throws IOException;
    }

    /** The same where answers are had in a way of their own. */
    <D> Gathered<D> gather(List<Ask> asks, Asker<D> asker, Partial partial) {
        List<Future<Got<D>>> answers = asks.stream()
                .map(ask -> threads.submit(() -> got(ask, asker, partial)))
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

    /**
     * What a shard answered.
     *
     * @param because why it lacks samples; null if it does not
     */
    private record Got<D>(
            Answer.Success<D> answer, @Nullable IOException because) {}

    /** Reads a whole answer, whichever replica gave it. */
    private interface Reading<D> {
        Answer<D> of(byte[] answer) throws IOException;
    }

    private static <D> Got<D> got(Ask ask, Asker<D> asker, Partial partial) throws IOException {
        try {
            return new Got<>(asker.answer(ask, ask), null);
        } catch (IOException e) {
            if (ask.lesser().isEmpty() || partial == Partial.DENIED || !mayBeMissing(e)) {
                throw e;
            }
            return new Got<>(asker.answer(ask, ask.ofLesser()), e);
        }
    }

    /** Of the first replica whose answer comes to its end. What a status says was said of all replicas already. */
    private <D> Answer.Success<D> answer(Ask ask, Reading<D> reading, Allowance allowance) throws IOException {
        Answered answered = Calls.call(calls, ask, allowance);
        if (answered.answer().status() != 200) {
            try (var answer = answered.answer()) {
                throw Refusals.of(answer);
            }
        }
        try (var answer = answered.answer()) {
            return success(reading.of(allowance.counted(answer.body()).readAllBytes()));
        } catch (IOException e) {
            Ask others = ask.without(answered.replica());
            if (others.shard().replicas().isEmpty()
                    || !mayBeMissing(e)
                    || allowance.deadline().passed()) {
                throw e;
            }
            return answer(others, reading, allowance);
        }
    }

    private static <D> Answer.Success<D> success(Answer<D> answer) throws MalformedAnswer {
        return switch (answer) {
            case Answer.Success<D> success -> success;
            case Answer.Failure<D> failure -> throw new MalformedAnswer("an error came as a success");
        };
    }

    private static <D> Gathered<D> collect(List<Ask> asks, List<Future<Got<D>>> answers, Partial partial)
            throws InterruptedException {
        List<Part<D>> parts = new ArrayList<>();
        Set<String> missing = new LinkedHashSet<>();
        Set<String> warnings = new LinkedHashSet<>();
        for (int i = 0; i < asks.size(); i++) {
            Ask ask = asks.get(i);
            String shard = ask.shard().name();
            try {
                Got<D> got = answers.get(i).get();
                parts.add(new Part<>(shard, got.answer(), ask.putBack()));
                if (got.because() != null) {
                    missing.add(shard);
                    warnings.add(
                            Failures.text(shard, got.because()) + "; its other servers lack samples (partial result)");
                }
            } catch (ExecutionException e) {
                IOException failure = cause(e);
                boolean last = i == asks.size() - 1 && parts.isEmpty();
                if (partial == Partial.DENIED || last || !mayBeMissing(failure)) {
                    throw Failures.error(shard, failure);
                }
                missing.add(shard);
                warnings.add(Failures.text(shard, failure) + " (partial result)");
            }
        }
        return new Gathered<>(parts, List.copyOf(missing), new Annotations(List.copyOf(warnings), List.of()));
    }

    /** A query that wants too much is not answered with less. */
    private static boolean mayBeMissing(IOException failure) {
        return !(failure instanceof ShardFailure.Cancelled) && !(failure instanceof ShardFailure.TooLarge);
    }

    private static IOException cause(ExecutionException e) {
        return switch (e.getCause()) {
            case IOException failure -> failure;
            case RuntimeException defect -> throw defect;
            case null, default -> throw new IllegalStateException(e);
        };
    }
}
