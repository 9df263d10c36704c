package io.promshard.query.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promshard.query.wire.Slice;
import java.util.Arrays;

/** Writes a message of protocol buffers into memory. Fields that have their type's default are left out. Used by one thread. */
final class ProtobufWriter {

    private static final int VARINT = 0;
    private static final int BYTES = 2;

    private byte[] bytes = new byte[128];
    private int length;

    ProtobufWriter number(int field, long value) {
        if (value != 0) {
            varint((field << 3) | VARINT);
            varint(value);
        }
        return this;
    }

    ProtobufWriter flag(int field, boolean value) {
        return number(field, value ? 1 : 0);
    }

    ProtobufWriter text(int field, String text) {
        return text.isEmpty() ? this : bytes(field, text.getBytes(UTF_8));
    }

    /** A text of a list, which may be empty. */
    ProtobufWriter element(int field, String text) {
        return bytes(field, text.getBytes(UTF_8));
    }

    ProtobufWriter message(int field, ProtobufWriter message) {
        head(field, message.length);
        append(message.bytes, 0, message.length);
        return this;
    }

    /** The head of a message of which so many bytes follow. */
    ProtobufWriter head(int field, long size) {
        varint((field << 3) | BYTES);
        return varint(size);
    }

    /** A number as protocol buffers write it, without a field. */
    ProtobufWriter varint(long value) {
        long left = value;
        room(10);
        while ((left & ~0x7FL) != 0) {
            bytes[length++] = (byte) ((left & 0x7F) | 0x80);
            left >>>= 7;
        }
        bytes[length++] = (byte) left;
        return this;
    }

    int length() {
        return length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** What was written, not copied: nothing more must be written. */
    Slice asSlice() {
        return Slice.of(bytes, 0, length);
    }

    private ProtobufWriter bytes(int field, byte[] value) {
        head(field, value.length);
        append(value, 0, value.length);
        return this;
    }

    private void append(byte[] from, int start, int count) {
        room(count);
        System.arraycopy(from, start, bytes, length, count);
        length += count;
    }

    private void room(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
    }
}
