package io.promshard.query.plan;

import io.promshard.query.model.LabelMatcher;
import io.promshard.query.topology.Shard;
import java.util.List;
import java.util.Optional;

/**
 * The samples that are read of one shard as they were scraped.
 *
 * @param matchers for this shard
 * @param putBack value of the feature label that each series gets
 */
public record ShardRead(Shard shard, List<LabelMatcher> matchers, Optional<String> putBack) {
    public ShardRead {
        matchers = List.copyOf(matchers);
    }
}
