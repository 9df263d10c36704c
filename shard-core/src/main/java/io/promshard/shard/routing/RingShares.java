package io.promshard.shard.routing;

import java.util.Arrays;

/**
 * Which part of all keys each node of a view owns, measured over keys that are spread evenly: right within half a percent of all.
 * Immutable.
 */
public final class RingShares {

    private static final int KEYS = 1 << 14;

    /** Multiples of it fall evenly over all numbers of 64 bits. */
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private final double[] shares;

    private RingShares(double[] shares) {
        this.shares = shares;
    }

    /** Takes milliseconds. */
    public static RingShares of(RingView view) {
        int[] keys = new int[view.members().size()];
        for (long key = 0; key < KEYS; key++) {
            int owner = view.ring().owner(key * GOLDEN, view::isLive);
            if (owner >= 0) {
                keys[owner]++;
            }
        }
        return new RingShares(
                Arrays.stream(keys).mapToDouble(owned -> (double) owned / KEYS).toArray());
    }

    /**
     * From 0 to 1; 0 for a node that is not live.
     *
     * @param node its number on the ring
     */
    public double of(int node) {
        return shares[node];
    }
}
