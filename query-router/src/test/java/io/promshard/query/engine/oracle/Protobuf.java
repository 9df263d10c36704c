package io.promshard.query.engine.oracle;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A message of protocol buffers, written by hand. */
final class Protobuf {

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Protobuf number(int field, long value) {
        varint((field << 3) | VARINT);
        return varint(value);
    }

    Protobuf signed(int field, long value) {
        return number(field, (value << 1) ^ (value >> 63));
    }

    Protobuf fixed(int field, double value) {
        varint((field << 3) | FIXED_64);
        out.writeBytes(bits(List.of(value)));
        return this;
    }

    Protobuf packed(int field, List<Double> values) {
        return bytes(field, bits(values));
    }

    Protobuf text(int field, String text) {
        return bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    Protobuf message(int field, Protobuf message) {
        return bytes(field, message.toBytes());
    }

    private Protobuf bytes(int field, byte[] bytes) {
        varint((field << 3) | BYTES);
        varint(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    private static byte[] bits(List<Double> values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.size() * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        values.forEach(buffer::putDouble);
        return buffer.array();
    }

    private Protobuf varint(long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            out.write((int) ((left & 0x7F) | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
        return this;
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    /** As Snappy that compresses nothing. */
    byte[] toSnappy() {
        byte[] bytes = toBytes();
        Protobuf framed = new Protobuf().varint(bytes.length);
        int most = 1 << 16;
        for (int from = 0; from < bytes.length; from += most) {
            int length = Math.min(most, bytes.length - from);
            framed.out.write(61 << 2);
            framed.out.write(length - 1);
            framed.out.write((length - 1) >> 8);
            framed.out.write(bytes, from, length);
        }
        return framed.toBytes();
    }
}
