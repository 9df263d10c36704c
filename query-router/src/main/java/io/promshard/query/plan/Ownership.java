package io.promshard.query.plan;

import io.promshard.query.topology.Shard;
import java.util.List;

/**
 * Knows whether each series is on one shard alone. While it is not known to be, as around the move of a target between collectors,
 * shards' own sums would count it twice.
 */
@FunctionalInterface
public interface Ownership {

    /** Of shards that never share a target. */
    Ownership CLEAR = shards -> true;

    /** Whether no two of the shards can have the same series, in the time that a query reads. */
    boolean isClear(List<Shard> shards);
}
