package io.promshard.query.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.query.wire.MalformedAnswer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.compress.compressors.snappy.SnappyCompressorInputStream;
import org.apache.commons.compress.compressors.snappy.SnappyCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside the Snappy of Apache Commons Compress, which is slow and somebody else's. */
class SnappyBlockTest {

    private static final int[] LENGTHS = {0, 1, 3, 4, 59, 60, 61, 64, 68, 255, 256, 4096, 65535, 65536, 65537, 200_000};

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 40, 256})
    void othersReadWhatItWritesAndItReadsWhatOthersWrite(int letters) throws IOException {
        Random random = new Random(letters);
        for (int length : LENGTHS) {
            byte[] bytes = text(length, letters, random);
            byte[] block = SnappyBlock.compressed(bytes);

            assertThat(SnappyBlock.length(block)).isEqualTo(length);
            assertThat(SnappyBlock.decompressed(block)).isEqualTo(bytes);
            assertThat(decompressedByOthers(block)).isEqualTo(bytes);
            assertThat(SnappyBlock.decompressed(compressedByOthers(bytes))).isEqualTo(bytes);
        }
    }

    @Test
    void whatRepeatsBecomesShort() {
        assertThat(SnappyBlock.compressed(new byte[1 << 20])).hasSizeLessThan(60_000);
    }

    @Test
    void whatIsCutOrChangedIsAnErrorOrAnotherText() throws IOException {
        Random random = new Random(1);
        byte[] block = SnappyBlock.compressed(text(3000, 4, random));
        for (int i = 0; i < 5000; i++) {
            byte[] broken = block.clone();
            broken[3 + random.nextInt(block.length - 3)] = (byte) random.nextInt(256);
            decompressOrRefuse(broken);
        }
        for (int length = 0; length < block.length; length++) {
            byte[] cut = Arrays.copyOf(block, length);
            assertThatThrownBy(() -> SnappyBlock.decompressed(cut)).isInstanceOf(MalformedAnswer.class);
        }
    }

    private static void decompressOrRefuse(byte[] block) {
        try {
            assertThat(SnappyBlock.decompressed(block)).hasSize(3000);
        } catch (MalformedAnswer e) {
            assertThat(e).hasMessage("what came is not compressed with Snappy");
        }
    }

    /** Letters, and now and then a piece that was there before. */
    private static byte[] text(int length, int letters, Random random) {
        byte[] bytes = new byte[length];
        int at = 0;
        while (at < length) {
            if (at > 10 && random.nextInt(20) == 0) {
                int from = random.nextInt(at);
                int count = Math.min(length - at, 1 + random.nextInt(200));
                for (int i = 0; i < count; i++) {
                    bytes[at++] = bytes[from + i];
                }
            } else {
                bytes[at++] = (byte) random.nextInt(letters);
            }
        }
        return bytes;
    }

    private static byte[] decompressedByOthers(byte[] block) throws IOException {
        try (var in = new SnappyCompressorInputStream(new ByteArrayInputStream(block), 1 << 16)) {
            return in.readAllBytes();
        }
    }

    private static byte[] compressedByOthers(byte[] bytes) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        try (var out = new SnappyCompressorOutputStream(block, bytes.length)) {
            out.write(bytes);
        }
        return block.toByteArray();
    }
}
