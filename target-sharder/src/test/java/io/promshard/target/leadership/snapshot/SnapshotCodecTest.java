package io.promshard.target.leadership.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.target.leadership.snapshot.GroupContent.Drain;
import io.promshard.target.leadership.snapshot.GroupContent.FailedMove;
import io.promshard.target.leadership.snapshot.GroupContent.OpenMove;
import io.promshard.target.leadership.snapshot.GroupContent.Pin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotCodecTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123Z");

    @Test
    void givesBackAllThatWasWritten() throws SnapshotException {
        SnapshotContent content = new SnapshotContent(List.of(
                new GroupContent(
                        "größe",
                        17,
                        List.of("a", "b", "c"),
                        new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE},
                        new int[] {0, 1, 1, 3, 4},
                        new int[] {2, 0, 1, 0},
                        new int[] {-1, 0, 150_000, Integer.MAX_VALUE - 1},
                        List.of(new Pin(-1, "b")),
                        List.of(new Drain("c", NOON, Instant.EPOCH)),
                        List.of(new OpenMove(0, 0, 1, NOON, "c drains")),
                        List.of(new FailedMove(Long.MAX_VALUE, "d, which is gone", 3, NOON))),
                empty("nothing yet")));

        assertThat(SnapshotCodec.decode(SnapshotCodec.encode(content)))
                .usingRecursiveComparison()
                .isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void givesBackAnythingThatWasWritten(long seed) throws SnapshotException {
        SplittableRandom random = new SplittableRandom(seed);
        SnapshotContent content = random(random.nextInt(2_000), 1 + random.nextInt(300), random);

        assertThat(SnapshotCodec.decode(SnapshotCodec.encode(content)))
                .usingRecursiveComparison()
                .isEqualTo(content);
    }

    @Test
    void takesAMillionKeysInWellUnderASecond() throws SnapshotException {
        SnapshotContent content = random(1_000_000, 100, new SplittableRandom(5));
        SnapshotCodec.decode(SnapshotCodec.encode(random(100_000, 100, new SplittableRandom(6))));

        long begin = System.nanoTime();
        byte[] bytes = SnapshotCodec.encode(content);
        long encoded = System.nanoTime();
        SnapshotContent decoded = SnapshotCodec.decode(bytes);
        long end = System.nanoTime();

        System.out.printf(
                ">>> 1,000,000 keys over 100 collectors: %d bytes, encoded in %d ms, decoded in %d ms%n",
                bytes.length, (encoded - begin) / 1_000_000, (end - encoded) / 1_000_000);
        assertThat(decoded.groups().getFirst().keys())
                .isEqualTo(content.groups().getFirst().keys());
        assertThat(bytes.length).isLessThan(13_000_000);
        assertThat(end - begin).isLessThan(5_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 127, 100_000})
    void refusesAVersionThatItDoesNotKnow(int version) throws IOException {
        ByteWriter content = new ByteWriter().number(version).number(0);

        assertThatThrownBy(() -> SnapshotCodec.decode(gzip(content)))
                .isInstanceOf(SnapshotException.class)
                .hasMessage("the content has version " + version + ", but only 2 is known");
    }

    @Test
    void refusesWhatIsNoGzip() {
        assertThatThrownBy(() -> SnapshotCodec.decode(new byte[] {1, 2, 3}))
                .isInstanceOf(SnapshotException.class)
                .hasMessageStartingWith("the snapshot cannot be unpacked: ");
    }

    @Test
    void refusesEachShorteningAndNeverThrowsAnythingElse() throws IOException {
        byte[] bytes = SnapshotCodec.encode(random(50, 3, new SplittableRandom(1)));
        for (int length = 0; length < bytes.length; length++) {
            byte[] shorter = Arrays.copyOf(bytes, length);

            assertThatThrownBy(() -> SnapshotCodec.decode(shorter)).isInstanceOf(SnapshotException.class);
        }
    }

    @Test
    void survivesRandomContent() throws IOException {
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 2_000; i++) {
            ByteWriter content = new ByteWriter().number(1);
            IntStream.range(0, random.nextInt(40)).forEach(each -> content.number(random.nextInt(8)));
            byte[] bytes = gzip(content.number(random.nextLong()));

            assertThatThrownBy(() -> {
                        SnapshotCodec.decode(bytes);
                        throw new SnapshotException("it was one by chance");
                    })
                    .isInstanceOf(SnapshotException.class);
        }
    }

    @Test
    void doesNotReserveMemoryForWhatIsOnlyClaimed() throws IOException {
        ByteWriter content =
                new ByteWriter().number(2).number(1).text("g").number(0).number(0);

        assertThatThrownBy(() -> SnapshotCodec.decode(gzip(content.number(Integer.MAX_VALUE))))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("should go on for 6442450941 bytes, but has 0 left");
    }

    private static GroupContent empty(String name) {
        return new GroupContent(
                name,
                0,
                List.of(),
                new long[0],
                new int[1],
                new int[0],
                new int[0],
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static SnapshotContent random(int wanted, int collectors, SplittableRandom random) {
        long[] keys = random.longs(wanted).sorted().distinct().toArray();
        int[] starts = new int[keys.length + 1];
        for (int i = 0; i < keys.length; i++) {
            starts[i + 1] = starts[i] + (random.nextInt(100) == 0 ? random.nextInt(3) : 1);
        }
        List<String> names =
                IntStream.range(0, collectors).mapToObj(i -> "collector-" + i).toList();
        return new SnapshotContent(List.of(new GroupContent(
                "group",
                random.nextLong(1L << 50),
                names,
                keys,
                starts,
                random.ints(starts[keys.length], 0, collectors).toArray(),
                random.ints(keys.length)
                        .map(each -> (each & 0x3FF) * (1 + (each & 3)))
                        .toArray(),
                List.of(),
                List.of(),
                List.of(),
                List.of())));
    }

    private static byte[] gzip(ByteWriter content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content.bytes(), 0, content.size());
        }
        return bytes.toByteArray();
    }
}
