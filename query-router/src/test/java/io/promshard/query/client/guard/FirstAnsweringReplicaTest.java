package io.promshard.query.client.guard;

import io.promshard.query.client.ShardCalls;
import io.promshard.query.client.ShardClient;
import io.promshard.query.topology.Replica;
import java.util.function.Predicate;

class FirstAnsweringReplicaTest extends ReplicasContract {

    @Override
    ShardCalls over(ShardClient of, Predicate<Replica> well) {
        return new FirstAnsweringReplica(of, well);
    }
}
