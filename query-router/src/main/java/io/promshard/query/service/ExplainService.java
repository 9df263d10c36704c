package io.promshard.query.service;

import io.promshard.query.analysis.LiveShards;
import io.promshard.query.error.QueryException;
import io.promshard.query.exec.Reply;
import io.promshard.query.explain.CallRecorder;
import io.promshard.query.explain.Explanation;
import io.promshard.query.explain.Explanation.ToldShard;
import io.promshard.query.explain.Run;
import io.promshard.query.explain.ToldCall;
import io.promshard.query.explain.ToldPart;
import io.promshard.query.plan.PlanPrinter;
import io.promshard.query.request.QueryRequest;
import io.promshard.query.topology.FeatureLabel;
import io.promshard.query.topology.Shard;
import io.promshard.query.wire.AnswerTally;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Tells how queries are answered, by the same planning that answers them, and what became of it if they are carried out. A query that
 * is carried out here is asked for itself, whoever else asks the same. Thread-safe; blocks.
 */
public final class ExplainService {

    private final Tasks tasks;
    private final Works works;
    private final LongSupplier nanoTime;

    public ExplainService(Tasks tasks, Works works, LongSupplier nanoTime) {
        this.tasks = tasks;
        this.works = works;
        this.nanoTime = nanoTime;
    }

    /**
     * What is told.
     *
     * @param run whether the query is carried out; that it has no answer is told then
     * @throws QueryException if it cannot be planned
     */
    public Explanation explain(QueryRequest request, boolean run, PlanListener listener) {
        CallRecorder calls = new CallRecorder(nanoTime);
        Task task = tasks.of(request, calls);
        listener.planned(task.plan(), task.topology(), task.allowance());
        Work work = works.of(task);
        ToldPart root = work.told().get();
        String label = task.topology().featureLabel();
        return new Explanation(
                request.text(),
                request.grid(),
                PlanPrinter.print(task.plan(), label),
                label,
                root,
                shards(task, root),
                run ? Optional.of(run(work, task, calls)) : Optional.empty());
    }

    private static Run run(Work work, Task task, CallRecorder calls) {
        AnswerTally tally = new AnswerTally();
        try (Reply reply = work.run().get()) {
            reply.writeTo(new Tallied(tally));
            List<String> warnings = reply instanceof Reply.Merged merged
                    ? merged.answer().annotations().warnings()
                    : List.of();
            return run(task, calls, tally, reply.missing(), warnings, Optional.empty());
        } catch (QueryException e) {
            return run(task, calls, new AnswerTally(), List.of(), List.of(), Optional.of(e));
        } catch (IOException e) {
            throw new UncheckedIOException("what only counts does not fail", e);
        }
    }

    private static Run run(
            Task task,
            CallRecorder calls,
            AnswerTally tally,
            List<String> missing,
            List<String> warnings,
            Optional<QueryException> failure) {
        return new Run(
                Duration.ofNanos(calls.elapsed()),
                task.allowance().bytesRead(),
                tally.series(),
                tally.samples(),
                missing,
                warnings,
                calls.calls(),
                calls.others(),
                failure);
    }

    private static List<ToldShard> shards(Task task, ToldPart root) {
        Set<String> asked = root.allCalls().map(ToldCall::shard).collect(Collectors.toSet());
        Set<Shard> live =
                Set.copyOf(new LiveShards(task.topology()).of(task.request().expr()));
        String label = task.topology().featureLabel();
        return task.topology().shards().stream()
                .map(shard -> new ToldShard(
                        shard.name(), asked.contains(shard.name()) ? "" : whyNot(shard, live.contains(shard), label)))
                .toList();
    }

    private static String whyNot(Shard shard, boolean live, String label) {
        if (live) {
            return "nothing is needed of it at these times";
        }
        return switch (shard.label()) {
            case FeatureLabel.External(String value) -> "no selector accepts " + label + "=\"" + value + "\"";
            case FeatureLabel.Stored stored -> "no selector accepts a " + label + " that it stores";
        };
    }

    /** Counts what is written. */
    private static final class Tallied extends OutputStream {
        private final AnswerTally tally;

        Tallied(AnswerTally tally) {
            this.tally = tally;
        }

        @Override
        public void write(int next) {
            tally.take(next);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            tally.take(bytes, from, length);
        }
    }
}
