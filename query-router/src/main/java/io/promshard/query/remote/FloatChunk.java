package io.promshard.query.remote;

import io.promshard.query.wire.MalformedAnswer;

/**
 * Decodes a chunk of floats: of times the change of their distance is stored, of values what changed. Used by one thread.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/tsdb/docs/format/chunks.md#xor-chunk-data">XOR chunk data</a>
 */
final class FloatChunk {

    /** How many bits the change of a distance has after so many ones and a zero; after four ones it has all. */
    private static final int[] WIDTHS = {0, 14, 17, 20};

    private FloatChunk() {}

    /** Adds the chunk's samples. */
    static void decode(BitReader in, int samples, RawSamples to) throws MalformedAnswer {
        XorValue value = new XorValue();
        long time = 0;
        long distance = 0;
        for (int i = 0; i < samples; i++) {
            if (i == 0) {
                time = in.signedVarint();
                value.first(in);
            } else {
                distance = i == 1 ? in.varint() : distance + change(in);
                time += distance;
                value.next(in);
            }
            to.add(time, value.value());
        }
    }

    private static long change(BitReader in) throws MalformedAnswer {
        int ones = in.ones(WIDTHS.length);
        return ones == 0 ? 0 : in.signedBits(ones == WIDTHS.length ? Long.SIZE : WIDTHS[ones]);
    }
}
