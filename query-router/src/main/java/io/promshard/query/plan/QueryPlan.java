package io.promshard.query.plan;

import java.util.List;

/** How a query is answered. */
public sealed interface QueryPlan {

    /** In the order of the topology; never empty. */
    List<ShardQuery> queries();

    /** One shard has all that the query needs: its answer is the answer. */
    record PassThrough(ShardQuery query) implements QueryPlan {
        @Override
        public List<ShardQuery> queries() {
            return List.of(query);
        }
    }

    /** No shard has anything that the query matches, so that whoever answers, the answer is the same. */
    record AnyShard(List<ShardQuery> queries) implements QueryPlan {
        public AnyShard {
            queries = List.copyOf(queries);
        }
    }

    /** The series of all these shards' answers together are the answer. */
    record Union(List<ShardQuery> queries) implements QueryPlan {
        public Union {
            queries = List.copyOf(queries);
        }
    }

    /**
     * Shards alone cannot answer it.
     *
     * @param why the node that needs series of several shards, for people
     */
    record Unsupported(String why) implements QueryPlan {
        @Override
        public List<ShardQuery> queries() {
            return List.of();
        }
    }
}
