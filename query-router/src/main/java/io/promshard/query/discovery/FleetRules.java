package io.promshard.query.discovery;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How shards are made of servers.
 *
 * @param replicaLabels external labels in which replicas of one shard differ
 * @param expected names of shards that are there whether a server of theirs was ever seen or not
 * @param forgetAfter how long a shard whose servers have all vanished is missed before it is forgotten
 */
public record FleetRules(
        String featureLabel, LabelMode mode, Set<String> replicaLabels, List<String> expected, Duration forgetAfter) {
    public FleetRules {
        replicaLabels = Set.copyOf(replicaLabels);
        expected = List.copyOf(expected);
    }
}
