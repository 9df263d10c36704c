package io.promshard.query.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.query.wire.MalformedAnswer;
import io.promshard.query.wire.Slice;
import io.promshard.shard.labels.Labels;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chunks of real servers are in {@code RemoteReadIT}; here are those that no server makes. */
class RawSeriesDecoderTest {

    /** Two samples: at 5 the value 0, and at 7 again. */
    private static final byte[] TWO = {0, 2, 10, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0};

    @Test
    void aChunkGivesItsSamplesWithinTheTimes() throws MalformedAnswer {
        EncodedSeries series = series(1, TWO);

        assertThat(times(RawSeriesDecoder.decode(series, 0, 9))).containsExactly(5, 7);
        assertThat(times(RawSeriesDecoder.decode(series, 6, 7))).containsExactly(7);
        assertThat(times(RawSeriesDecoder.decode(series, 8, 9))).isEmpty();
    }

    @Test
    void samplesOfChunksThatOverlapAreInOrderAndOnce() throws MalformedAnswer {
        byte[] later = TWO.clone();
        later[2] = 14;
        EncodedSeries series = new EncodedSeries(Labels.EMPTY, List.of(field(1, later), field(1, TWO)), 0);

        RawSeries decoded = RawSeriesDecoder.decode(series, 0, 99);

        assertThat(times(decoded)).containsExactly(5, 7, 9);
        assertThat(decoded.firstAt(6)).isEqualTo(1);
        assertThat(decoded.firstAt(7)).isEqualTo(1);
        assertThat(decoded.firstAt(10)).isEqualTo(3);
    }

    @Test
    void anEncodingThatIsNotKnownIsAnError() {
        assertThatThrownBy(() -> RawSeriesDecoder.decode(series(4, TWO), 0, 9))
                .isInstanceOf(MalformedAnswer.class)
                .hasMessage("a chunk has an unknown encoding: 4");
    }

    @Test
    void aChunkThatIsCutIsAnError() {
        for (int length = 0; length < TWO.length; length++) {
            byte[] cut = Arrays.copyOf(TWO, length);
            assertThatThrownBy(() -> RawSeriesDecoder.decode(series(1, cut), 0, 9))
                    .isInstanceOf(MalformedAnswer.class)
                    .hasMessage("a chunk ends before its last sample");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void chunksOfAnyBytesAreSamplesOrAnError(int encoding) {
        Random random = new Random(encoding);
        int refused = 0;
        for (int i = 0; i < 5000; i++) {
            byte[] data = new byte[2 + random.nextInt(200)];
            random.nextBytes(data);
            data[0] = 0;
            try {
                RawSeriesDecoder.decode(series(encoding, data), Long.MIN_VALUE, Long.MAX_VALUE);
            } catch (MalformedAnswer e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    private static long[] times(RawSeries series) {
        return IntStream.range(0, series.size()).mapToLong(series::time).toArray();
    }

    private static EncodedSeries series(int encoding, byte[] data) {
        return new EncodedSeries(Labels.EMPTY, List.of(field(encoding, data)), 0);
    }

    private static Slice field(int encoding, byte[] data) {
        byte[] head =
                new ProtobufWriter().number(3, encoding).head(4, data.length).toBytes();
        byte[] field = new ProtobufWriter().head(2, head.length + data.length).toBytes();
        ByteBuffer all = ByteBuffer.allocate(field.length + head.length + data.length);
        return Slice.of(all.put(field).put(head).put(data).array());
    }
}
