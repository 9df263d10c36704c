package io.promshard.shard.ring;

import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A consistent-hash ring: says which node owns a key, so that a node that joins or leaves moves no key but its own.
 *
 * <p>Immutable and the same in every process for the same set of nodes, in whatever order they are given. Keys are given by
 * their {@link KeyHash}. Nodes are named by their number in {@link #nodes()}, so that a look-up allocates nothing.
 *
 * <p>Memory is 24 KiB to 32 KiB for each unit of weight.
 */
public final class HashRing {

    /*
     * Each key has PROBES positions on the circle; the node whose token follows one of them most closely owns it [1]. With T tokens
     * a node and k probes the standard deviation of a node's share is 1/sqrt(T(2k-1)) of the mean: two probes do the work of three
     * times the tokens, in a third of the memory and of the time to build. What a single probe promises holds for the closest of
     * several too: removing other nodes' tokens leaves the closest one closest, adding tokens can only give a key to the node that
     * brought them.
     *
     * The distance from a probe to a token, both shifted by the same bits, carries the token's node in its low bits. So the least
     * distance is the owner, and equal distances are decided by node.
     *
     * [1] Appleton, O'Reilly: Multi-probe consistent hashing, 2015, https://arxiv.org/abs/1505.00062
     */
    static final int PROBES = 2;

    /** The greatest sum of weights, which bounds a ring to 256 MiB. */
    public static final int MAX_TOTAL_WEIGHT = 8192;

    private final List<RingNode> nodes;
    private final TokenTable table;

    private HashRing(List<RingNode> nodes) {
        this.nodes = nodes;
        this.table = new TokenTable(nodes);
    }

    /**
     * Builds a ring; about 10 ns for each of 2048 tokens a unit of weight.
     *
     * @throws IllegalArgumentException if two nodes share an id or the weights sum to more than {@link #MAX_TOTAL_WEIGHT}
     */
    public static HashRing of(Collection<RingNode> nodes) {
        List<RingNode> sorted = nodes.stream().sorted().toList();
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).id().equals(sorted.get(i - 1).id())) {
                throw new IllegalArgumentException(
                        "two nodes have the id " + sorted.get(i).id());
            }
        }
        long total = sorted.stream().mapToLong(RingNode::weight).sum();
        if (total > MAX_TOTAL_WEIGHT) {
            throw new IllegalArgumentException(
                    "the weights sum to " + total + ", more than " + MAX_TOTAL_WEIGHT + ": use smaller ones");
        }
        return new HashRing(sorted);
    }

    /** Sorted by id. A node's place in this list is its number. */
    public List<RingNode> nodes() {
        return nodes;
    }

    public boolean isEmpty() {
        return nodes.isEmpty();
    }

    /**
     * The owner of a key.
     *
     * @return its number, or -1 if the ring is empty
     */
    public int owner(long keyHash) {
        if (nodes.isEmpty()) {
            return -1;
        }
        long closest = Long.MAX_VALUE;
        for (int probe = 0; probe < PROBES; probe++) {
            long position = position(keyHash, probe);
            closest = Math.min(closest, distance(position, table.token(table.ceiling(position))));
        }
        return node(closest);
    }

    /**
     * The owner among the nodes that are accepted: the one that a ring of only those nodes would name.
     *
     * @return its number, or -1 if none is accepted
     */
    public int owner(long keyHash, IntPredicate accepted) {
        int owner = owner(keyHash);
        if (owner < 0 || accepted.test(owner)) {
            return owner;
        }
        for (int next : owners(keyHash, nodes.size())) {
            if (accepted.test(next)) {
                return next;
            }
        }
        return -1;
    }

    /**
     * The first owners of a key, most preferred first: the second is the owner in a ring without the first, and so on.
     *
     * @return numbers, each once; fewer than asked for if there are fewer nodes
     */
    public int[] owners(long keyHash, int count) {
        return new OwnerWalk(table, keyHash).first(Math.min(count, nodes.size()), nodes.size());
    }

    static long position(long keyHash, int probe) {
        return SplitMix.at(keyHash, probe) >>> (1 + TokenTable.NODE_BITS) << TokenTable.NODE_BITS;
    }

    static long distance(long position, long token) {
        return token - position & Long.MAX_VALUE;
    }

    static int node(long tokenOrDistance) {
        return (int) (tokenOrDistance & TokenTable.NODE_MASK);
    }
}
