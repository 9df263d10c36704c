package io.promshard.query.remote;

import io.promshard.query.wire.MalformedAnswer;
import io.promshard.query.wire.Slice;

/**
 * Decodes the samples of a series that came as chunks, each to the bit. Chunks are as they are in storage, so they may begin before
 * what was asked for, and end after it.
 */
public final class RawSeriesDecoder {

    private static final int CHUNK = 2;
    private static final int XOR = 1;
    private static final int HISTOGRAM = 2;
    private static final int FLOAT_HISTOGRAM = 3;

    private RawSeriesDecoder() {}

    /**
     * The series with its samples between two times, both among them.
     *
     * @param series of a {@link FramesDecoder}
     */
    public static RawSeries decode(EncodedSeries series, long startMillis, long endMillis) throws MalformedAnswer {
        RawSamples samples = new RawSamples(startMillis, endMillis);
        for (Slice fields : series.fields()) {
            ProtobufReader in = ProtobufReader.of(fields);
            while (in.next()) {
                if (in.field() == CHUNK) {
                    decode(chunk(in.message()), samples);
                } else {
                    in.skip();
                }
            }
        }
        return samples.build(series.labels());
    }

    /**
     * A chunk.
     *
     * @param data the number of samples, and what the encoding makes of them
     */
    private record Chunk(long encoding, ProtobufReader data) {}

    private static Chunk chunk(ProtobufReader in) throws MalformedAnswer {
        long encoding = 0;
        ProtobufReader data = ProtobufReader.of(new byte[2]);
        while (in.next()) {
            switch (in.field()) {
                case 3 -> encoding = in.number();
                case 4 -> data = in.message();
                default -> in.skip();
            }
        }
        return new Chunk(encoding, data);
    }

    private static void decode(Chunk chunk, RawSamples to) throws MalformedAnswer {
        BitReader in = chunk.data().bits();
        int samples = (int) in.bits(Short.SIZE);
        switch ((int) chunk.encoding()) {
            case XOR -> FloatChunk.decode(in, samples, to);
            case HISTOGRAM -> HistogramChunk.decodeWhole(in, samples, to);
            case FLOAT_HISTOGRAM -> HistogramChunk.decodeFloat(in, samples, to);
            default -> throw new MalformedAnswer("a chunk has an unknown encoding: " + chunk.encoding());
        }
    }
}
