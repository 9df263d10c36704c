package io.promshard.query.explain;

import io.promshard.query.engine.Grid;
import java.util.List;
import java.util.Optional;

/**
 * What is told of a query.
 *
 * @param query as it was asked
 * @param grid the times that it was asked for
 * @param plan as one line
 * @param label the feature label
 * @param root of the plan's parts
 * @param shards all of them, in the topology's order
 * @param run what became of it; empty if it was not carried out
 */
public record Explanation(
        String query, Grid grid, String plan, String label, ToldPart root, List<ToldShard> shards, Optional<Run> run) {

    public Explanation {
        shards = List.copyOf(shards);
    }

    /**
     * Whether a shard is asked.
     *
     * @param why not; empty if it is
     */
    public record ToldShard(String name, String why) {
        public boolean isAsked() {
            return why.isEmpty();
        }
    }
}
