package io.promshard.query.topology;

import java.util.List;
import java.util.Optional;

/**
 * A part of the fleet's series, held by servers that have the same targets.
 *
 * @param name its value of the feature label, or the server's name where values are stored; safe to show to clients
 * @param label what its series have as feature label
 * @param replicas in the order in which they are asked; empty if all have vanished and the shard is missed
 * @param group of shards between which targets move, so that two of them may have the same series; empty if its targets are its own
 */
public record Shard(String name, FeatureLabel label, List<Replica> replicas, Optional<String> group) {
    public Shard {
        replicas = List.copyOf(replicas);
    }

    /** A shard whose targets are its own. */
    public Shard(String name, FeatureLabel label, List<Replica> replicas) {
        this(name, label, replicas, Optional.empty());
    }

    /** The same shard with some of its replicas. */
    public Shard with(List<Replica> some) {
        return new Shard(name, label, some, group);
    }
}
