package io.promshard.target.leadership.snapshot;

import io.promshard.target.leadership.snapshot.GroupContent.Drain;
import io.promshard.target.leadership.snapshot.GroupContent.FailedMove;
import io.promshard.target.leadership.snapshot.GroupContent.OpenMove;
import io.promshard.target.leadership.snapshot.GroupContent.Pin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Snapshots as bytes: gzip over a version and columns. Keys are written as distances, since they grow; then how many holders each
 * has, then who, then series. Whoever changes the form gives it a new version.
 */
public final class SnapshotCodec {

    private static final int VERSION = 2;

    /** Unpacked; ten million keys have less. */
    private static final int LONGEST = 256 * 1024 * 1024;

    /** Distance, number of holders, series. */
    private static final int KEY_BYTES = 3;

    private SnapshotCodec() {}

    /** A million keys take a tenth of a second or two. */
    public static byte[] encode(SnapshotContent content) {
        ByteWriter out =
                new ByteWriter().number(VERSION).number(content.groups().size());
        content.groups().forEach(group -> write(group, out));
        return gzip(out);
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws SnapshotException if it is damaged, or of another version
     */
    public static SnapshotContent decode(byte[] bytes) throws SnapshotException {
        ByteReader in = new ByteReader(gunzip(bytes));
        int version = in.small();
        if (version != VERSION) {
            throw new SnapshotException("the content has version " + version + ", but only " + VERSION + " is known");
        }
        List<GroupContent> groups = new ArrayList<>();
        for (int left = in.count(1); left > 0; left--) {
            groups.add(readGroup(in));
        }
        in.end();
        return new SnapshotContent(groups);
    }

    private static void write(GroupContent group, ByteWriter out) {
        out.text(group.name())
                .number(group.generation())
                .number(group.collectors().size());
        group.collectors().forEach(out::text);
        writeColumns(group, out);
        out.number(group.pins().size());
        group.pins().forEach(pin -> out.number(pin.key()).text(pin.collector()));
        out.number(group.drains().size());
        group.drains()
                .forEach(drain -> out.text(drain.collector())
                        .number(drain.since().toEpochMilli())
                        .number(drain.drained().toEpochMilli()));
        out.number(group.moves().size());
        group.moves()
                .forEach(move -> out.number(move.key())
                        .number(move.from())
                        .number(move.to())
                        .number(move.since().toEpochMilli())
                        .text(move.reason()));
        out.number(group.failures().size());
        group.failures()
                .forEach(failure -> out.number(failure.key())
                        .text(failure.to())
                        .number(failure.times())
                        .number(failure.until().toEpochMilli()));
    }

    private static void writeColumns(GroupContent group, ByteWriter out) {
        long[] keys = group.keys();
        int[] starts = group.starts();
        out.number(keys.length);
        for (int i = 0; i < keys.length; i++) {
            out.number(i == 0 ? keys[0] : keys[i] - keys[i - 1]);
        }
        for (int i = 0; i < keys.length; i++) {
            out.number(starts[i + 1] - starts[i]);
        }
        for (int holder : group.holders()) {
            out.number(holder);
        }
        for (int series : group.series()) {
            out.number(Math.max(-1, series) + 1L);
        }
    }

    private static GroupContent readGroup(ByteReader in) throws SnapshotException {
        String name = in.text();
        long generation = in.number();
        List<String> collectors = list(in, 1, ByteReader::text);
        long[] keys = new long[in.count(KEY_BYTES)];
        long key = 0;
        for (int i = 0; i < keys.length; i++) {
            key += in.number();
            keys[i] = key;
        }
        int[] starts = readStarts(in, keys.length);
        int[] holders = numbers(in, starts[keys.length], 0);
        int[] series = numbers(in, keys.length, -1);
        List<Pin> pins = list(in, 2, each -> new Pin(each.number(), each.text()));
        List<Drain> drains = list(in, 3, each -> new Drain(each.text(), instant(each), instant(each)));
        List<OpenMove> moves = list(
                in, 5, each -> new OpenMove(each.number(), each.small(), each.small(), instant(each), each.text()));
        List<FailedMove> failures =
                list(in, 4, each -> new FailedMove(each.number(), each.text(), each.small(), instant(each)));
        try {
            return new GroupContent(
                    name, generation, collectors, keys, starts, holders, series, pins, drains, moves, failures);
        } catch (IllegalArgumentException e) {
            throw new SnapshotException("the snapshot makes no sense: " + e.getMessage());
        }
    }

    private static int[] readStarts(ByteReader in, int keys) throws SnapshotException {
        int[] starts = new int[keys + 1];
        for (int i = 0; i < keys; i++) {
            starts[i + 1] = starts[i] + in.small();
            if (starts[i + 1] < starts[i] || starts[i + 1] > LONGEST) {
                throw new SnapshotException("the snapshot has too many holders");
            }
        }
        return starts;
    }

    private static int[] numbers(ByteReader in, int count, int offset) throws SnapshotException {
        in.require(count);
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = in.small() + offset;
        }
        return numbers;
    }

    private static Instant instant(ByteReader in) throws SnapshotException {
        return Instant.ofEpochMilli(in.number());
    }

    private static <T> List<T> list(ByteReader in, int bytesEach, Part<T> part) throws SnapshotException {
        int count = in.count(bytesEach);
        List<T> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(part.read(in));
        }
        return list;
    }

    /** One of several. */
    @FunctionalInterface
    private interface Part<T> {
        T read(ByteReader in) throws SnapshotException;
    }

    /** Hashes do not shrink, so the fastest level is as good as any. */
    private static byte[] gzip(ByteWriter content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.size() / 2 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes, 64 * 1024) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        }) {
            gzip.write(content.bytes(), 0, content.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] gunzip(byte[] bytes) throws SnapshotException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes), 64 * 1024)) {
            byte[] content = gzip.readNBytes(LONGEST);
            if (gzip.read() >= 0) {
                throw new SnapshotException("the snapshot has more than " + LONGEST + " bytes");
            }
            return content;
        } catch (IOException e) {
            throw new SnapshotException("the snapshot cannot be unpacked: " + e.getMessage());
        }
    }
}
