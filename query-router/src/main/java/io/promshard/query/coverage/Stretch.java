package io.promshard.query.coverage;

import io.promshard.query.topology.Replica;
import java.util.List;

/**
 * A time whose samples the same replicas have.
 *
 * @param having replicas that have all of them, in the shard's order; empty if nobody has
 * @param lacking the shard's other replicas
 */
public record Stretch(Span span, List<Replica> having, List<Replica> lacking) {
    public Stretch {
        having = List.copyOf(having);
        lacking = List.copyOf(lacking);
    }
}
