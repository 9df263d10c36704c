package io.promshard.shard.ring;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The sorted tokens of a ring, and an index into them.
 *
 * <p>Immutable once built. A search costs one look into the index and, on average, less than one step along the tokens.
 */
final class TokenTable {

    /*
     * A token is one long: 47 bits of position on the circle above 16 bits of node number, sign bit clear. Tokens sort by
     * position, and by node where two share one, whatever the order in which the nodes were given.
     *
     * The circle is cut into STRATA equal arcs. A node of weight w has w tokens in each, at random places that depend on
     * nothing but the node's id. That keeps the promise of consistent hashing (a node's tokens never move because of others),
     * spreads a node's tokens more evenly than chance alone, and sorts the table for free but for the inside of an arc: it is
     * built arc by arc, in memory that fits a core's cache, arcs in parallel.
     *
     * Inside an arc tokens are placed by their leading bits into cells, about half a token each. The first token of each cell is
     * the index that a search starts from.
     */
    static final int STRATA = 2048;
    static final int NODE_BITS = 16;
    static final long NODE_MASK = (1L << NODE_BITS) - 1;

    private static final int STRATUM_BITS = Integer.numberOfTrailingZeros(STRATA);
    private static final int POSITION_SHIFT = 63 - STRATUM_BITS;

    private final long[] tokens;
    private final int[] firstOfCell;
    private final int cellShift;

    TokenTable(List<RingNode> nodes) {
        int perStratum = nodes.stream().mapToInt(RingNode::weight).sum();
        int cellBits = perStratum == 0 ? 0 : 33 - Integer.numberOfLeadingZeros(perStratum);
        this.cellShift = POSITION_SHIFT - cellBits;
        this.tokens = new long[perStratum * STRATA];
        this.firstOfCell = new int[STRATA << cellBits];
        long[] seeds = nodes.stream().mapToLong(node -> KeyHash.of(node.id())).toArray();
        int[] weights = nodes.stream().mapToInt(RingNode::weight).toArray();
        IntStream.range(0, STRATA)
                .parallel()
                .forEach(stratum -> place(stratum, drawn(stratum, perStratum, seeds, weights), 1 << cellBits));
    }

    private static long[] drawn(int stratum, int count, long[] seeds, int[] weights) {
        long[] drawn = new long[count];
        long base = (long) stratum << POSITION_SHIFT;
        int at = 0;
        for (int node = 0; node < seeds.length; node++) {
            for (int i = 0; i < weights[node]; i++) {
                long random = SplitMix.at(seeds[node], (long) i * STRATA + stratum);
                drawn[at++] = base | random >>> (64 - POSITION_SHIFT + NODE_BITS) << NODE_BITS | node;
            }
        }
        return drawn;
    }

    /** Counts the tokens of each cell, then inserts each token where its cell's tokens before it end. */
    private void place(int stratum, long[] drawn, int cells) {
        int firstCell = stratum * cells;
        int[] end = new int[cells];
        for (long token : drawn) {
            end[cell(token) - firstCell]++;
        }
        int start = stratum * drawn.length;
        for (int cell = 0; cell < cells; cell++) {
            int count = end[cell];
            firstOfCell[firstCell + cell] = start;
            end[cell] = start;
            start += count;
        }
        for (long token : drawn) {
            int cell = cell(token);
            insert(token, firstOfCell[cell], end[cell - firstCell]++);
        }
    }

    private void insert(long token, int from, int free) {
        int at = free;
        while (at > from && tokens[at - 1] > token) {
            tokens[at] = tokens[at - 1];
            at--;
        }
        tokens[at] = token;
    }

    private int cell(long position) {
        return (int) (position >>> cellShift);
    }

    int size() {
        return tokens.length;
    }

    long token(int index) {
        return tokens[index];
    }

    /** The first token at the position or after it, clockwise over the end of the table. */
    int ceiling(long position) {
        int at = firstOfCell[cell(position)];
        while (at < tokens.length && tokens[at] < position) {
            at++;
        }
        return next(at - 1);
    }

    int next(int index) {
        return index + 1 == tokens.length ? 0 : index + 1;
    }
}
