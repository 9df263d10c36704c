package io.promshard.target.leadership.snapshot;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes numbers in as many bytes as they need, seven bits each, the lowest first. */
final class ByteWriter {

    private byte[] bytes = new byte[1024];
    private int size;

    /** Small if it is small and positive. */
    ByteWriter number(long value) {
        if (bytes.length - size < 10) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    ByteWriter text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        if (bytes.length - size < utf8.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + utf8.length));
        }
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
        return this;
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }
}
