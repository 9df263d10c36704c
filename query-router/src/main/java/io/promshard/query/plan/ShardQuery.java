package io.promshard.query.plan;

import io.promshard.query.topology.Shard;
import java.util.Optional;

/**
 * What one shard is asked.
 *
 * @param text PromQL for this shard
 * @param putBack value of the feature label that each series of the answer gets; empty where the answer is right as it is
 */
public record ShardQuery(Shard shard, String text, Optional<String> putBack) {}
