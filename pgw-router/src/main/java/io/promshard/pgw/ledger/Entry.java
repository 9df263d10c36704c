package io.promshard.pgw.ledger;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** One fact of the ledger. Facts are only added; the same one twice is one. Times are in seconds since 1970. */
public sealed interface Entry {

    /** Bytes of one. */
    int SIZE = 33;

    GroupId group();

    /** When it came to be known. */
    double since();

    /** A client deleted the group. */
    record Deleted(GroupId group, double since) implements Entry {}

    /**
     * A copy of the group was moved.
     *
     * @param since the copy's {@code push_time_seconds} where it arrived, which tells it from every other
     * @param pushedAt when its original was pushed
     */
    record Moved(GroupId group, double since, double pushedAt) implements Entry {}

    static byte[] write(Collection<Entry> entries) {
        ByteBuffer bytes = ByteBuffer.allocate(entries.size() * SIZE);
        for (Entry entry : entries) {
            switch (entry) {
                case Deleted deleted -> put(bytes, (byte) 'D', entry, 0);
                case Moved moved -> put(bytes, (byte) 'M', entry, moved.pushedAt());
            }
        }
        return bytes.array();
    }

    private static void put(ByteBuffer bytes, byte kind, Entry entry, double pushedAt) {
        bytes.put(kind)
                .putLong(entry.group().high())
                .putLong(entry.group().low())
                .putDouble(entry.since())
                .putDouble(pushedAt);
    }

    /** What is of no known kind is left out, as a newer router may have written it. */
    static List<Entry> read(byte[] content) {
        List<Entry> entries = new ArrayList<>(content.length / SIZE);
        for (ByteBuffer bytes = ByteBuffer.wrap(content); bytes.remaining() >= SIZE; ) {
            byte kind = bytes.get();
            GroupId group = new GroupId(bytes.getLong(), bytes.getLong());
            double since = bytes.getDouble();
            double pushedAt = bytes.getDouble();
            switch (kind) {
                case 'D' -> entries.add(new Deleted(group, since));
                case 'M' -> entries.add(new Moved(group, since, pushedAt));
                default -> {}
            }
        }
        return entries;
    }
}
