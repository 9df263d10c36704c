package io.promshard.query.plan;

import io.promshard.query.topology.Shard;
import java.util.List;
import java.util.Optional;

/**
 * The selectors that one shard is asked for.
 *
 * @param matches as text; empty if none were given, which selects all
 * @param putBack value of the feature label that what is found gets
 */
public record ShardMatches(Shard shard, List<String> matches, Optional<String> putBack) {
    public ShardMatches {
        matches = List.copyOf(matches);
    }
}
