package io.promshard.query.explain;

import io.promshard.query.client.ApiCall;
import io.promshard.query.exec.Ask;
import io.promshard.query.topology.Replica;
import io.promshard.query.wire.Label;
import java.util.List;
import java.util.Optional;

/**
 * What one shard is asked.
 *
 * @param replicas by name, in the order in which they are asked while all of them are well
 * @param lacking those that lack samples, which are asked only where an answer may be partial
 * @param call as it is sent, but for the time that is left for it; a remote read in the words of the API
 * @param putBack label that the series of its answer get
 */
public record ToldCall(
        String shard, List<String> replicas, List<String> lacking, ApiCall call, Optional<Label> putBack) {

    public ToldCall {
        replicas = List.copyOf(replicas);
        lacking = List.copyOf(lacking);
    }

    static ToldCall of(Ask ask) {
        return new ToldCall(
                ask.shard().name(), names(ask.shard().replicas()), names(ask.lesser()), ask.call(), ask.putBack());
    }

    private static List<String> names(List<Replica> replicas) {
        return replicas.stream().map(Replica::name).toList();
    }
}
