package io.promshard.query.service;

import io.promshard.query.engine.eval.Query;
import io.promshard.query.exec.Allowance;
import io.promshard.query.plan.QueryPlan;
import io.promshard.query.request.QueryRequest;
import io.promshard.query.topology.Topology;

/**
 * A query with all that is known of it before shards are asked.
 *
 * @param query the same as the request
 */
public record Task(
        QueryRequest request,
        Query query,
        QueryPlan plan,
        Topology topology,
        Owners.Known owners,
        Allowance allowance) {}
