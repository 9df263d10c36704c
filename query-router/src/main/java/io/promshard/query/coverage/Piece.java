package io.promshard.query.coverage;

import io.promshard.query.topology.Replica;
import java.util.List;

/**
 * Steps of a grid, one after the other, that the same replicas can answer.
 *
 * @param first step
 * @param steps how many
 * @param having replicas that have all that these steps need, in the shard's order; empty if nobody has
 * @param lacking the shard's other replicas
 */
public record Piece(int first, int steps, List<Replica> having, List<Replica> lacking) {
    public Piece {
        having = List.copyOf(having);
        lacking = List.copyOf(lacking);
    }
}
