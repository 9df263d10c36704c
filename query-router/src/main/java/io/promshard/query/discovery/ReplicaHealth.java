package io.promshard.query.discovery;

import io.promshard.query.topology.Replica;
import io.promshard.shard.health.HealthTracker;
import java.util.function.Predicate;

/** Whether a replica answers its probes, as far as we have seen. */
public record ReplicaHealth(HealthTracker health) implements Predicate<Replica> {

    @Override
    public boolean test(Replica replica) {
        return !health.suspects(memberId(replica));
    }

    /** The id of the member that the replica is. */
    public static String memberId(Replica replica) {
        return replica.address();
    }
}
