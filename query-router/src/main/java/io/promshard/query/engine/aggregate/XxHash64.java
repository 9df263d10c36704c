package io.promshard.query.engine.aggregate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * XXH64 with seed 0.
 *
 * @see <a href="https://github.com/Cyan4973/xxHash/blob/v0.8.3/doc/xxhash_spec.md">xxHash specification</a>
 */
final class XxHash64 {

    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME_5 = 0x27D4EB2F165667C5L;
    /** The sum of the first two. */
    private static final long LANE_1 = 0x60EA27EEADC0B5D6L;

    private static final int STRIPE = 32;

    private XxHash64() {}

    static long of(byte[] input) {
        ByteBuffer bytes = ByteBuffer.wrap(input).order(ByteOrder.LITTLE_ENDIAN);
        long hash = (input.length >= STRIPE ? stripes(bytes) : PRIME_5) + input.length;
        while (bytes.remaining() >= Long.BYTES) {
            hash = Long.rotateLeft(hash ^ round(0, bytes.getLong()), 27) * PRIME_1 + PRIME_4;
        }
        if (bytes.remaining() >= Integer.BYTES) {
            hash = Long.rotateLeft(hash ^ ((bytes.getInt() & 0xFFFFFFFFL) * PRIME_1), 23) * PRIME_2 + PRIME_3;
        }
        while (bytes.hasRemaining()) {
            hash = Long.rotateLeft(hash ^ ((bytes.get() & 0xFF) * PRIME_5), 11) * PRIME_1;
        }
        return avalanche(hash);
    }

    private static long stripes(ByteBuffer bytes) {
        long[] lanes = {LANE_1, PRIME_2, 0, -PRIME_1};
        while (bytes.remaining() >= STRIPE) {
            for (int i = 0; i < lanes.length; i++) {
                lanes[i] = round(lanes[i], bytes.getLong());
            }
        }
        long hash = 0;
        int[] rotations = {1, 7, 12, 18};
        for (int i = 0; i < lanes.length; i++) {
            hash += Long.rotateLeft(lanes[i], rotations[i]);
        }
        for (long lane : lanes) {
            hash = (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
        }
        return hash;
    }

    private static long round(long lane, long input) {
        return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
    }

    private static long avalanche(long mixed) {
        long hash = (mixed ^ (mixed >>> 33)) * PRIME_2;
        hash = (hash ^ (hash >>> 29)) * PRIME_3;
        return hash ^ (hash >>> 32);
    }
}
