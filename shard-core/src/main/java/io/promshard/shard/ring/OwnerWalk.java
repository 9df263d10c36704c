package io.promshard.shard.ring;

import java.util.BitSet;

/** Goes clockwise from all probes of one key at once, nearest token first, and notes each node when it is first met. */
final class OwnerWalk {

    private final TokenTable table;
    private final long[] positions = new long[HashRing.PROBES];
    private final int[] cursors = new int[HashRing.PROBES];

    OwnerWalk(TokenTable table, long keyHash) {
        this.table = table;
        for (int probe = 0; probe < HashRing.PROBES; probe++) {
            positions[probe] = HashRing.position(keyHash, probe);
            cursors[probe] = table.size() == 0 ? 0 : table.ceiling(positions[probe]);
        }
    }

    /** Every node has a token on every arc, so the walk ends long before a cursor is round. */
    int[] first(int count, int nodes) {
        int[] owners = new int[count];
        BitSet met = new BitSet(nodes);
        for (int found = 0; found < count; ) {
            int node = step();
            if (!met.get(node)) {
                met.set(node);
                owners[found++] = node;
            }
        }
        return owners;
    }

    private int step() {
        int nearest = 0;
        for (int probe = 1; probe < HashRing.PROBES; probe++) {
            if (ahead(probe) < ahead(nearest)) {
                nearest = probe;
            }
        }
        int node = HashRing.node(table.token(cursors[nearest]));
        cursors[nearest] = table.next(cursors[nearest]);
        return node;
    }

    private long ahead(int probe) {
        return HashRing.distance(positions[probe], table.token(cursors[probe]));
    }
}
