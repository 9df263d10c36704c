package io.promshard.shard.ring;

/**
 * A member as the ring knows it.
 *
 * @param id what is hashed; the same node must have the same id in every process
 * @param weight its share relative to the others, at least 1
 */
public record RingNode(String id, int weight) implements Comparable<RingNode> {

    public RingNode {
        if (weight < 1) {
            throw new IllegalArgumentException("weight of " + id + " must be at least 1, got: " + weight);
        }
    }

    public RingNode(String id) {
        this(id, 1);
    }

    @Override
    public int compareTo(RingNode other) {
        return id.compareTo(other.id);
    }
}
