package io.promshard.pgw.exposition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Puts protobuf together in an array that grows. Mutable, for one thread. */
public final class WireWriter {

    private byte[] bytes;
    private int size;

    public WireWriter(int expectedSize) {
        this.bytes = new byte[Math.max(16, expectedSize)];
    }

    /** A field of bytes that are part of an array. */
    public WireWriter bytes(int field, byte[] from, int first, int limit) {
        varint(field << 3 | WireCursor.BYTES);
        varint(limit - first);
        return raw(from, first, limit);
    }

    /** A field of text. */
    public WireWriter text(int field, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return bytes(field, utf8, 0, utf8.length);
    }

    /** A field that is an integer of zero or more. */
    public WireWriter number(int field, long value) {
        varint((long) field << 3 | WireCursor.VARINT);
        varint(value);
        return this;
    }

    /** A field that is a double. */
    public WireWriter decimal(int field, double value) {
        varint((long) field << 3 | WireCursor.FIXED64);
        room(Long.BYTES);
        long bits = Double.doubleToRawLongBits(value);
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[size++] = (byte) (bits >>> (8 * i));
        }
        return this;
    }

    /** Bytes as they are. */
    public WireWriter raw(byte[] from, int first, int limit) {
        room(limit - first);
        System.arraycopy(from, first, bytes, size, limit - first);
        size += limit - first;
        return this;
    }

    /** The first bytes of an array, with their number before them. */
    public WireWriter delimited(byte[] message, int length) {
        varint(length);
        return raw(message, 0, length);
    }

    public int size() {
        return size;
    }

    /** What was written, as a copy. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void varint(long value) {
        room(10);
        long left = value;
        while ((left & ~0x7FL) != 0) {
            bytes[size++] = (byte) ((left & 0x7F) | 0x80);
            left >>>= 7;
        }
        bytes[size++] = (byte) left;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), (int)
                    Math.min(Integer.MAX_VALUE - 8, bytes.length * 2L)));
        }
    }
}
