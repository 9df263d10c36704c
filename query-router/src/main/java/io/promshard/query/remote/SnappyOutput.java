package io.promshard.query.remote;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Compresses what is written, as one block of Snappy, 64 KiB at a time: each is compressed on its own, as in Google's library. Must
 * be closed, which leaves the stream below open. Used by one thread.
 */
final class SnappyOutput extends OutputStream {

    private static final int FRAGMENT = 1 << 16;
    private static final int HASH_BITS = 14;
    private static final int SHORTEST_MATCH = 4;
    private static final int MULTIPLIER = 0x1e35a7bd;

    private final OutputStream out;
    private final byte[] fragment = new byte[FRAGMENT];
    /** Where four bytes of that hash were seen last, plus one. */
    private final int[] seen = new int[1 << HASH_BITS];

    private final byte[] packed = new byte[FRAGMENT + FRAGMENT / 6 + 32];
    private int length;
    private int packedLength;
    private long left;

    /**
     * Begins a block.
     *
     * @param total that will be written, below 4 GiB
     */
    SnappyOutput(long total, OutputStream out) throws IOException {
        this.out = out;
        this.left = total;
        out.write(new ProtobufWriter().varint(total).toBytes());
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        int at = from;
        while (at < from + count) {
            int part = Math.min(FRAGMENT - length, from + count - at);
            System.arraycopy(bytes, at, fragment, length, part);
            length += part;
            at += part;
            if (length == FRAGMENT) {
                compress();
            }
        }
    }

    /** Ends the block. */
    @Override
    public void close() throws IOException {
        compress();
        if (left != 0) {
            throw new IOException("a block of Snappy is " + left + " bytes shorter than it said");
        }
    }

    private void compress() throws IOException {
        Arrays.fill(seen, 0);
        packedLength = 0;
        int pending = 0;
        int at = 0;
        while (at <= length - SHORTEST_MATCH) {
            int hash = (four(at) * MULTIPLIER) >>> (32 - HASH_BITS);
            int before = seen[hash] - 1;
            seen[hash] = at + 1;
            if (before >= 0 && four(before) == four(at)) {
                int match = matching(before, at);
                literal(pending, at);
                copy(at - before, match);
                at += match;
                pending = at;
            } else {
                // What does not compress is soon passed over.
                at += 1 + ((at - pending) >> 5);
            }
        }
        literal(pending, length);
        out.write(packed, 0, packedLength);
        left -= length;
        length = 0;
    }

    private int four(int at) {
        return (fragment[at] & 0xFF)
                | ((fragment[at + 1] & 0xFF) << 8)
                | ((fragment[at + 2] & 0xFF) << 16)
                | (fragment[at + 3] << 24);
    }

    private int matching(int before, int at) {
        int same = SHORTEST_MATCH;
        while (at + same < length && fragment[before + same] == fragment[at + same]) {
            same++;
        }
        return same;
    }

    private void literal(int from, int to) {
        int count = to - from;
        if (count == 0) {
            return;
        }
        if (count <= 60) {
            put((count - 1) << 2);
        } else {
            put(61 << 2);
            put(count - 1);
            put((count - 1) >> 8);
        }
        System.arraycopy(fragment, from, packed, packedLength, count);
        packedLength += count;
    }

    /** A copy is of 64 bytes at the most, and the shortest form takes no less than 4. */
    private void copy(int offset, int count) {
        int todo = count;
        while (todo >= 68) {
            far(offset, 64);
            todo -= 64;
        }
        if (todo > 64) {
            far(offset, 60);
            todo -= 60;
        }
        if (todo >= 12 || offset >= 2048) {
            far(offset, todo);
        } else {
            put(((offset >> 8) << 5) | ((todo - 4) << 2) | 1);
            put(offset);
        }
    }

    private void far(int offset, int count) {
        put(((count - 1) << 2) | 2);
        put(offset);
        put(offset >> 8);
    }

    private void put(int value) {
        packed[packedLength++] = (byte) value;
    }
}
