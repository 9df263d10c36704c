package io.promshard.query.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.query.model.LabelMatcher;
import io.promshard.query.model.MatchOp;
import io.promshard.query.wire.MalformedAnswer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReadRequestCodecTest {

    private static final ReadQuery QUERY = new ReadQuery(
            -5,
            1_735_689_600_000L,
            Stream.of(MatchOp.values())
                    .map(op -> new LabelMatcher("größe", op, "a|\uD83D\uDE00"))
                    .toList(),
            Optional.of(new ReadHints(15_000, "rate", 1, 2, List.of("job", ""), true, 300_000)));

    @ParameterizedTest
    @EnumSource
    void aRequestIsReadAsItWasWritten(ResponseType type) throws MalformedAnswer {
        ReadQuery bare = new ReadQuery(0, 0, List.of(), Optional.empty());
        ReadRequest request = new ReadRequest(List.of(QUERY, bare), type);

        assertThat(ReadRequestCodec.decode(ReadRequestCodec.encode(request))).isEqualTo(request);
    }

    /** Packed, as protocol buffers write lists of numbers now, and one by one, as they may. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''      | SAMPLES
            0       | SAMPLES
            1       | STREAMED_XOR_CHUNKS
            1 0     | STREAMED_XOR_CHUNKS
            0 1     | SAMPLES
            7 1     | STREAMED_XOR_CHUNKS
            """)
    void theFirstKnownTypeOfAnswerIsTaken(String accepted, ResponseType type) throws MalformedAnswer {
        long[] types = accepted.isEmpty()
                ? new long[0]
                : Arrays.stream(accepted.split(" ", -1))
                        .mapToLong(Long::parseLong)
                        .toArray();
        ProtobufWriter packed = new ProtobufWriter().head(2, types.length);
        Arrays.stream(types).forEach(packed::varint);
        ProtobufWriter single = new ProtobufWriter();
        Arrays.stream(types).forEach(each -> single.varint(2 << 3).varint(each));

        assertThat(decoded(packed).type()).isEqualTo(type);
        assertThat(decoded(single).type()).isEqualTo(type);
    }

    @Test
    void whatNobodyCanAnswerIsRefused() {
        assertThatThrownBy(() -> decoded(new ProtobufWriter().varint(2 << 3).varint(9)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("server does not support any of the requested response types: [9]");
        assertThatThrownBy(() -> decoded(matcher(4, "a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("invalid matcher type");
        assertThatThrownBy(() -> decoded(matcher(2, "(")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("error parsing regexp");
        assertThatThrownBy(() -> ReadRequestCodec.decode(ReadRequestCodec.encode(
                        new ReadRequest(Collections.nCopies(101, QUERY), ResponseType.SAMPLES))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the request has 101 queries, it may have 100");
    }

    @Test
    void aSmallBodyThatGrowsTooLargeIsRefusedBeforeItGrows() {
        byte[] bomb = new ProtobufWriter().varint((32 << 20) + 1).toBytes();

        assertThatThrownBy(() -> ReadRequestCodec.decode(bomb))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("snappy: decoded length 33554433 exceeds limit 33554432");
    }

    @Test
    void fieldsOfLaterVersionsArePassedOver() throws MalformedAnswer {
        ProtobufWriter later = new ProtobufWriter().number(77, 5).text(78, "new");

        assertThat(decoded(later)).isEqualTo(new ReadRequest(List.of(), ResponseType.SAMPLES));
    }

    @Test
    void brokenRequestsAreMalformedOrRefused() throws MalformedAnswer {
        byte[] message = SnappyBlock.decompressed(
                ReadRequestCodec.encode(new ReadRequest(List.of(QUERY), ResponseType.SAMPLES)));
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] broken = Arrays.copyOf(message, 1 + random.nextInt(message.length));
            broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            try {
                ReadRequestCodec.decode(SnappyBlock.compressed(broken));
            } catch (MalformedAnswer | IllegalArgumentException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(10_000);
    }

    private static ProtobufWriter matcher(int op, String value) {
        ProtobufWriter matcher = new ProtobufWriter().number(1, op).text(2, "a").text(3, value);
        return new ProtobufWriter().message(1, new ProtobufWriter().message(3, matcher));
    }

    private static ReadRequest decoded(ProtobufWriter message) throws MalformedAnswer {
        return ReadRequestCodec.decode(SnappyBlock.compressed(message.toBytes()));
    }
}
