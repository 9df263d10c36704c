package io.promshard.query.exec;

import io.promshard.query.client.ApiCall;
import io.promshard.query.topology.Replica;
import io.promshard.query.topology.Shard;
import io.promshard.query.wire.Label;
import java.util.List;
import java.util.Optional;

/**
 * What one shard is asked.
 *
 * @param shard with the replicas that can answer
 * @param lesser the shard's other replicas, which lack samples: asked where an answer without them is better than none
 * @param putBack label that its series get
 */
public record Ask(Shard shard, List<Replica> lesser, ApiCall call, Optional<Label> putBack) {
    public Ask {
        lesser = List.copyOf(lesser);
    }

    /** Of whichever replica. */
    public Ask(Shard shard, ApiCall call, Optional<Label> putBack) {
        this(shard, List.of(), call, putBack);
    }

    /** Whether there are replicas, and all of them lack samples. */
    public boolean isOfNobody() {
        return shard.replicas().isEmpty() && !lesser.isEmpty();
    }

    /** The same of those that lack samples. */
    Ask ofLesser() {
        return new Ask(shard.with(lesser), call, putBack);
    }

    /** The same of all but one. */
    Ask without(Replica replica) {
        List<Replica> others = shard.replicas().stream()
                .filter(other -> !other.equals(replica))
                .toList();
        return new Ask(shard.with(others), lesser, call, putBack);
    }
}
