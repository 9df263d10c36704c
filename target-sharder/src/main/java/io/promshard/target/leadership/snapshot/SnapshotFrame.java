package io.promshard.target.leadership.snapshot;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A snapshot as bytes to store: what it is, in which version, how long, and a checksum over all of it.
 *
 * <pre>
 * magic 4 | version 4 | term 8 | generation 8 | length 4 | content | CRC-32C of all before 4
 * </pre>
 */
final class SnapshotFrame {

    private static final int MAGIC = 0x50534E46;
    private static final int VERSION = 1;
    private static final int HEAD = 28;
    private static final int TAIL = 4;

    private SnapshotFrame() {}

    static byte[] write(Snapshot snapshot) {
        byte[] content = snapshot.content();
        ByteBuffer buffer = ByteBuffer.allocate(HEAD + content.length + TAIL);
        buffer.putInt(MAGIC).putInt(VERSION).putLong(snapshot.term()).putLong(snapshot.generation());
        buffer.putInt(content.length).put(content);
        return buffer.putInt(checksum(buffer.array())).array();
    }

    static Snapshot read(byte[] bytes) throws SnapshotException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length < HEAD + TAIL || buffer.getInt() != MAGIC) {
            throw new SnapshotException("these " + bytes.length + " bytes are no snapshot");
        }
        int version = buffer.getInt();
        if (version != VERSION) {
            throw new SnapshotException("the snapshot has version " + version + ", but only " + VERSION + " is known");
        }
        long term = buffer.getLong();
        long generation = buffer.getLong();
        if (buffer.getInt() != bytes.length - HEAD - TAIL || buffer.getInt(bytes.length - TAIL) != checksum(bytes)) {
            throw new SnapshotException("the snapshot is damaged: its length or its checksum is wrong");
        }
        return new Snapshot(term, generation, Arrays.copyOfRange(bytes, HEAD, bytes.length - TAIL));
    }

    private static int checksum(byte[] frame) {
        CRC32C crc = new CRC32C();
        crc.update(frame, 0, frame.length - TAIL);
        return (int) crc.getValue();
    }
}
