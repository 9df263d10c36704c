package io.promshard.query.topology;

import java.util.List;

/**
 * A part of the fleet's series, held by servers that have the same targets.
 *
 * @param name its value of the feature label, or the server's name where values are stored; safe to show to clients
 * @param label what its series have as feature label
 * @param replicas in the order in which they are asked; empty if all have vanished and the shard is missed
 */
public record Shard(String name, FeatureLabel label, List<Replica> replicas) {
    public Shard {
        replicas = List.copyOf(replicas);
    }
}
