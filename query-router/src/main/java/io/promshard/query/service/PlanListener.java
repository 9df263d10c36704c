package io.promshard.query.service;

import io.promshard.query.exec.Allowance;
import io.promshard.query.plan.QueryPlan;
import io.promshard.query.topology.Topology;

/** Told of a query's plan before it is carried out. Must not block. */
@FunctionalInterface
public interface PlanListener {

    /**
     * The query is about to be carried out.
     *
     * @param allowance that tells what it has used, then and later
     */
    void planned(QueryPlan plan, Topology topology, Allowance allowance);
}
