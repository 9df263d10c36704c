package io.promshard.query.service;

import io.promshard.query.error.QueryException;
import io.promshard.query.exec.CallListener;
import io.promshard.query.exec.Reply;
import io.promshard.query.plan.QueryPlan;
import io.promshard.query.request.QueryRequest;
import java.util.function.Supplier;

/** Answers instant and range queries. Thread-safe; blocks. */
public final class QueryService {

    private final Tasks tasks;
    private final Works works;
    private final Coalescing coalescing;

    public QueryService(Tasks tasks, Works works, Coalescing coalescing) {
        this.tasks = tasks;
        this.works = works;
        this.coalescing = coalescing;
    }

    /**
     * The answer, to be closed by the caller.
     *
     * @throws QueryException if there is none
     */
    public Reply query(QueryRequest request, PlanListener listener) {
        Task task = tasks.of(request, CallListener.NONE);
        listener.planned(task.plan(), task.topology(), task.allowance());
        Supplier<Reply> answer = () -> works.of(task).run().get();
        Wanted wanted = new Wanted(task.topology().epoch(), request, task.plan());
        return isWhole(task.plan()) ? coalescing.ask(wanted, answer) : answer.get();
    }

    /** All that an answer depends on, but for the shards' data. */
    private record Wanted(long epoch, QueryRequest request, QueryPlan plan) {}

    /** Whether the answer is whole in memory before it is written, so that several clients can have it. */
    private static boolean isWhole(QueryPlan plan) {
        return switch (plan) {
            case QueryPlan.PassThrough pass -> false;
            case QueryPlan.AnyShard any -> false;
            case QueryPlan.Union union -> true;
            case QueryPlan.Combine combine -> true;
            case QueryPlan.Read read -> true;
            case QueryPlan.Evaluate evaluate -> true;
        };
    }
}
