package io.promshard.query.exec;

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
import java.util.concurrent.Callable;
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
    public <D> Gathered<D> gather(List<Ask> asks, Scanner<D> scanner, Allowance allowance, Partial partial) {
        return gather(
                asks.stream()
                        .map(ask -> new Question<>(ask, () -> ask(ask, scanner, allowance)))
                        .toList(),
                partial);
    }

    /** A question to a shard, and how its answer is had. */
    record Question<D>(Ask ask, Callable<Answer.Success<D>> answer) {}

    /** The same where answers are had in a way of their own, which fails with an {@link IOException}. */
    <D> Gathered<D> gather(List<Question<D>> questions, Partial partial) {
        List<Future<Answer.Success<D>>> answers = questions.stream()
                .map(question -> threads.submit(question.answer()))
                .toList();
        try {
            return collect(questions.stream().map(Question::ask).toList(), answers, partial);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryException(ErrorType.CANCELED, "the client went away");
        } finally {
            answers.forEach(answer -> answer.cancel(true));
        }
    }

    private <D> Answer.Success<D> ask(Ask ask, Scanner<D> scanner, Allowance allowance) throws IOException {
        try (var answer =
                calls.call(ask.shard(), ask.call(), allowance.deadline()).answer()) {
            if (answer.status() != 200) {
                throw Refusals.of(answer);
            }
            return success(scanner.scan(ask, allowance.counted(answer.body()).readAllBytes()));
        }
    }

    private static <D> Answer.Success<D> success(Answer<D> answer) throws MalformedAnswer {
        return switch (answer) {
            case Answer.Success<D> success -> success;
            case Answer.Failure<D> failure -> throw new MalformedAnswer("an error came as a success");
        };
    }

    private static <D> Gathered<D> collect(List<Ask> asks, List<Future<Answer.Success<D>>> answers, Partial partial)
            throws InterruptedException {
        List<Part<D>> parts = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (int i = 0; i < asks.size(); i++) {
            Ask ask = asks.get(i);
            String shard = ask.shard().name();
            try {
                parts.add(new Part<>(shard, answers.get(i).get(), ask.putBack()));
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
        return new Gathered<>(parts, missing, new Annotations(warnings, List.of()));
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
