package io.promshard.target.leadership.snapshot;

import java.nio.charset.StandardCharsets;

/** Reads what {@link ByteWriter} wrote, and believes nothing that the bytes cannot hold. */
final class ByteReader {

    private static final int LONGEST_NUMBER = 63;

    private final byte[] bytes;
    private int at;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    long number() throws SnapshotException {
        long value = 0;
        for (int shift = 0; shift <= LONGEST_NUMBER; shift += 7) {
            byte next = next();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new SnapshotException("the snapshot has a number of more than ten bytes");
    }

    /** @throws SnapshotException if it is no positive {@code int} */
    int small() throws SnapshotException {
        long value = number();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new SnapshotException(
                    "the snapshot has " + Long.toUnsignedString(value) + " where a small number should be");
        }
        return (int) value;
    }

    /** How many things follow, none of which takes fewer bytes than that. */
    int count(int bytesEach) throws SnapshotException {
        int count = small();
        require((long) count * bytesEach);
        return count;
    }

    /** That this many bytes follow at least. */
    void require(long needed) throws SnapshotException {
        if (needed > bytes.length - at) {
            throw new SnapshotException(
                    "the snapshot should go on for " + needed + " bytes, but has " + (bytes.length - at) + " left");
        }
    }

    String text() throws SnapshotException {
        int length = count(1);
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    void end() throws SnapshotException {
        if (at != bytes.length) {
            throw new SnapshotException("the snapshot has " + (bytes.length - at) + " bytes too many");
        }
    }

    private byte next() throws SnapshotException {
        if (at == bytes.length) {
            throw new SnapshotException("the snapshot ends too early");
        }
        return bytes[at++];
    }
}
