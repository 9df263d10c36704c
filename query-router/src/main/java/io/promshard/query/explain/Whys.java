package io.promshard.query.explain;

import io.promshard.query.plan.QueryPlan;

/** Why a plan is of its kind, for people. */
public final class Whys {

    private Whys() {}

    /** Of a plan that is no part of another. */
    public static String of(QueryPlan plan) {
        return switch (plan) {
            case QueryPlan.PassThrough pass -> "one shard has all its series";
            case QueryPlan.AnyShard any -> "no shard has series for it, so that the first answer is the answer";
            case QueryPlan.Union union -> "each shard can compute its own series of it";
            case QueryPlan.Combine combine -> "each shard can compute its share of it";
            case QueryPlan.Read read -> "shards can compute nothing around it";
            case QueryPlan.Evaluate evaluate -> evaluate.why();
        };
    }
}
