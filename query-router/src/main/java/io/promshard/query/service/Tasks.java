package io.promshard.query.service;

import io.promshard.query.client.Deadline;
import io.promshard.query.engine.eval.Query;
import io.promshard.query.error.ErrorType;
import io.promshard.query.error.QueryException;
import io.promshard.query.exec.Allowance;
import io.promshard.query.exec.CallListener;
import io.promshard.query.plan.Planner;
import io.promshard.query.plan.QueryPlan;
import io.promshard.query.request.QueryRequest;
import io.promshard.query.topology.Topology;
import io.promshard.query.topology.TopologySource;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Plans queries over the fleet as it is now. Thread-safe; blocks where it has to be asked which targets moved. */
public final class Tasks {

    private final TopologySource topologies;
    private final Planner planner;
    private final Owners owners;
    private final Duration lookback;
    private final long maxBytes;
    private final LongSupplier nanoTime;

    /**
     * Makes one.
     *
     * @param lookback of queries that do not say theirs, where samples are read
     * @param maxBytes that a query may read of all shards
     */
    public Tasks(
            TopologySource topologies,
            Planner planner,
            Owners owners,
            Duration lookback,
            long maxBytes,
            LongSupplier nanoTime) {
        this.topologies = topologies;
        this.planner = planner;
        this.owners = owners;
        this.lookback = lookback;
        this.maxBytes = maxBytes;
        this.nanoTime = nanoTime;
    }

    /**
     * The query, planned.
     *
     * @throws QueryException if there is nobody to ask
     */
    Task of(QueryRequest request, CallListener calls) {
        Topology topology = topologies.current();
        if (topology.shards().isEmpty()) {
            throw new QueryException(ErrorType.UNAVAILABLE, "no shard is known yet");
        }
        long lookbackMillis = request.lookback().orElse(lookback).toMillis();
        Query query = new Query(request.expr(), request.text(), request.grid(), lookbackMillis);
        Owners.Known known = owners.of(query, topology);
        QueryPlan plan = planner.with(known.ownership()).plan(request.expr(), topology);
        Allowance allowance = new Allowance(Deadline.after(request.timeout(), nanoTime), maxBytes, calls);
        return new Task(request, query, plan, topology, known, allowance);
    }
}
