package io.promshard.query.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Checksum;

/** A part of a byte array, not copied: whoever keeps a slice keeps the array. Compares by content, as Go compares strings. */
public final class Slice implements Comparable<Slice> {
    private final byte[] bytes;
    private final int from;
    private final int to;

    Slice(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    /** All of the array, which must not change any more. */
    public static Slice of(byte[] bytes) {
        return new Slice(bytes, 0, bytes.length);
    }

    /** That part of the array, which must not change any more. */
    public static Slice of(byte[] bytes, int from, int to) {
        return new Slice(bytes, from, to);
    }

    /** The UTF-8 of a text. */
    public static Slice of(String text) {
        return of(text.getBytes(UTF_8));
    }

    public int length() {
        return to - from;
    }

    /** As a number from 0 to 255. */
    int at(int index) {
        return bytes[from + index] & 0xFF;
    }

    int zeros() {
        int zeros = 0;
        for (int i = from; i < to; i++) {
            zeros += bytes[i] == 0 ? 1 : 0;
        }
        return zeros;
    }

    ArrayCursor cursor() {
        return new ArrayCursor(bytes, from, to);
    }

    public void writeTo(ByteSink sink) throws IOException {
        sink.write(bytes, from, length());
    }

    /** Has a checksum count the bytes. */
    public void addTo(Checksum sum) {
        sum.update(bytes, from, length());
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    @Override
    public int compareTo(Slice other) {
        return Arrays.compareUnsigned(bytes, from, to, other.bytes, other.from, other.to);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Slice slice && Arrays.equals(bytes, from, to, slice.bytes, slice.from, slice.to);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    /** The text. What is no UTF-8 is replaced. */
    @Override
    public String toString() {
        return new String(bytes, from, length(), UTF_8);
    }
}
