package io.promshard.query.plan;

import java.util.List;

/** How a query is answered. */
public sealed interface QueryPlan {

    /** In the order of the topology. */
    List<ShardQuery> queries();

    /** What plans of its kind are called, as in {@link PlanPrinter}'s text. */
    default String kind() {
        return switch (this) {
            case PassThrough pass -> "pass";
            case AnyShard any -> "any";
            case Union union -> "union";
            case Combine combine -> "combine";
            case Read read -> "read";
            case Evaluate evaluate -> "evaluate";
        };
    }

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

    /** All these shards' samples are read as they were scraped, and evaluated here; only part of another plan. */
    record Read(List<ShardQuery> queries) implements QueryPlan {
        public Read {
            queries = List.copyOf(queries);
        }
    }

    /**
     * Each shard aggregates its own series; their shares are put together here.
     *
     * @param node the aggregation without what it aggregates, for people
     */
    record Combine(String node, List<Share> shares) implements QueryPlan {
        public Combine {
            shares = List.copyOf(shares);
        }

        @Override
        public List<ShardQuery> queries() {
            return shares.stream().map(Share::query).toList();
        }
    }

    /**
     * What one shard is asked of an aggregation.
     *
     * @param aggregated what the shard aggregates, as it stands in the query's text
     */
    record Share(ShardQuery query, String aggregated) {}

    /**
     * Shards alone cannot answer it: what they can compute of it is put together here.
     *
     * @param why the node that needs series of several shards, for people
     * @param leaves how the parts are answered that shards can compute
     */
    record Evaluate(String why, List<QueryPlan> leaves) implements QueryPlan {
        public Evaluate {
            leaves = List.copyOf(leaves);
        }

        @Override
        public List<ShardQuery> queries() {
            return leaves.stream().flatMap(leaf -> leaf.queries().stream()).toList();
        }
    }
}
