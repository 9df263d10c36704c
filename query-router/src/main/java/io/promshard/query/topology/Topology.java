package io.promshard.query.topology;

import java.util.List;

/**
 * The fleet at one moment. A query uses one snapshot from its start to its end.
 *
 * @param epoch grows with each change, so that what was derived from a snapshot can be kept under it
 * @param featureLabel name of the label that tells shards apart, {@code cluster} for example
 * @param shards sorted by name
 */
public record Topology(long epoch, String featureLabel, List<Shard> shards) {
    public Topology {
        shards = List.copyOf(shards);
    }
}
