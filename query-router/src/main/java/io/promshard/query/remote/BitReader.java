package io.promshard.query.remote;

import io.promshard.query.wire.MalformedAnswer;

/**
 * Reads the bits of a chunk, the highest of a byte first. Used by one thread.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/tsdb/docs/format/chunks.md">Chunks disk format</a>
 */
final class BitReader {

    /** How many bits a number has after so many ones and a zero; after eight ones it has all. */
    private static final int[] VARBIT_WIDTHS = {0, 3, 6, 9, 12, 18, 25, 56};

    private final byte[] bytes;
    private final int end;
    private int at;
    /** Of the byte, from 7 for its highest. */
    private int bit = Byte.SIZE - 1;

    /** A reader of a part of the array. */
    BitReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    boolean bit() throws MalformedAnswer {
        if (at == end) {
            throw new MalformedAnswer("a chunk ends before its last sample");
        }
        boolean set = ((bytes[at] >> bit) & 1) == 1;
        if (--bit < 0) {
            bit = Byte.SIZE - 1;
            at++;
        }
        return set;
    }

    /** So many bits as a number, up to 64. */
    long bits(int count) throws MalformedAnswer {
        long value = 0;
        int left = count;
        while (left > 0) {
            if (at == end) {
                throw new MalformedAnswer("a chunk ends before its last sample");
            }
            int here = Math.min(left, bit + 1);
            int part = ((bytes[at] & 0xFF) >> (bit + 1 - here)) & ((1 << here) - 1);
            value = (value << here) | part;
            left -= here;
            bit -= here;
            if (bit < 0) {
                bit = Byte.SIZE - 1;
                at++;
            }
        }
        return value;
    }

    /** How many ones come before the next zero, which is passed as well; no more than so many are looked at. */
    int ones(int most) throws MalformedAnswer {
        int ones = 0;
        while (ones < most && bit()) {
            ones++;
        }
        return ones;
    }

    /** A number of so many bits with a sign, as servers write it: the largest is positive. */
    long signedBits(int count) throws MalformedAnswer {
        long value = bits(count);
        return count < Long.SIZE && value > (1L << (count - 1)) ? value - (1L << count) : value;
    }

    /** A number in seven bits a byte, the lowest first. */
    long varint() throws MalformedAnswer {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            long next = bits(Byte.SIZE);
            value |= (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new MalformedAnswer("a chunk has a number that does not end");
    }

    /** The same with its sign folded into its lowest bit. */
    long signedVarint() throws MalformedAnswer {
        long folded = varint();
        return (folded >>> 1) ^ -(folded & 1);
    }

    /** A number whose width comes before it. */
    long varbit() throws MalformedAnswer {
        int ones = ones(VARBIT_WIDTHS.length);
        return bits(ones == VARBIT_WIDTHS.length ? Long.SIZE : VARBIT_WIDTHS[ones]);
    }

    /** The same with a sign. */
    long signedVarbit() throws MalformedAnswer {
        int ones = ones(VARBIT_WIDTHS.length);
        return ones == 0 ? 0 : signedBits(ones == VARBIT_WIDTHS.length ? Long.SIZE : VARBIT_WIDTHS[ones]);
    }

    double float64() throws MalformedAnswer {
        return Double.longBitsToDouble(bits(Long.SIZE));
    }
}
