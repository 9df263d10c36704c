package io.promshard.query.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Searches bytes eight at a time, since most bytes of an answer are digits that nobody needs to look at. */
final class Words {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = ONES << 7;
    private static final long HIGH_HALVES = 0xF0F0F0F0F0F0F0F0L;

    private Words() {}

    /** Where the first quote or backslash is, or {@code to}. */
    static int quoteOrBackslash(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long word = (long) LONGS.get(bytes, at);
            long found = lowestZero(word ^ ONES * '"') | lowestZero(word ^ ONES * '\\');
            if (found != 0) {
                return at + first(found);
            }
        }
        while (at < to && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        return at;
    }

    /**
     * Where the first quote or bracket is, or {@code to}. It stops at {@code Y}, {@code y}, {@code _} and DEL as well, which
     * differ from brackets in the masked bits only; outside of strings they do not occur.
     */
    static int quoteOrBracket(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long word = (long) LONGS.get(bytes, at);
            long found = lowestZero(word ^ ONES * '"') | lowestZero((word | ONES * 0x26) ^ ONES * 0x7F);
            if (found != 0) {
                return at + first(found);
            }
        }
        while (at < to && bytes[at] != '"' && (bytes[at] | 0x26) != 0x7F) {
            at++;
        }
        return at;
    }

    /** Whether the eight bytes there are digits; {@code :} to {@code ?} pass for digits as well. */
    static boolean areDigits(byte[] bytes, int from) {
        return ((long) LONGS.get(bytes, from) & HIGH_HALVES) == ONES * '0';
    }

    /** The lowest bit set stands for the lowest byte that is zero; bits above it can be false. */
    private static long lowestZero(long word) {
        return (word - ONES) & ~word & HIGHS;
    }

    private static int first(long found) {
        return Long.numberOfTrailingZeros(found) >>> 3;
    }
}
