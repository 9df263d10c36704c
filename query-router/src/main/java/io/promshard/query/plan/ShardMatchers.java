package io.promshard.query.plan;

import io.promshard.query.model.LabelMatcher;
import io.promshard.query.topology.Shard;
import java.util.List;
import java.util.Optional;

/**
 * The one selector that a shard is asked for.
 *
 * @param matchers of it, as they are for this shard
 * @param putBack value of the feature label that what is found gets
 */
public record ShardMatchers(Shard shard, List<LabelMatcher> matchers, Optional<String> putBack) {
    public ShardMatchers {
        matchers = List.copyOf(matchers);
    }
}
