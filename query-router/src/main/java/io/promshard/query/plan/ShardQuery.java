package io.promshard.query.plan;

import io.promshard.query.promql.ast.Expr;
import io.promshard.query.topology.Shard;
import java.util.Optional;

/**
 * What one shard is asked.
 *
 * @param sent for this shard
 * @param text the same as PromQL
 * @param putBack value of the feature label that each series of the answer gets; empty where the answer is right as it is
 */
public record ShardQuery(Shard shard, Expr sent, String text, Optional<String> putBack) {}
