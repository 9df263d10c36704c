package io.promshard.pgw.exposition;

import java.io.IOException;
import java.io.OutputStream;

/** Gathers small pieces before they go to a stream. Mutable, for one thread; {@link #flush} ends it. */
final class Sink {

    private static final int CAPACITY = 64 * 1024;

    private final OutputStream out;
    private final byte[] buffer = new byte[CAPACITY];
    private int size;

    Sink(OutputStream out) {
        this.out = out;
    }

    void put(char ascii) throws IOException {
        if (size == CAPACITY) {
            flush();
        }
        buffer[size++] = (byte) ascii;
    }

    /** A text of ASCII. */
    void put(String ascii) throws IOException {
        for (int i = 0; i < ascii.length(); i++) {
            put(ascii.charAt(i));
        }
    }

    void put(byte[] bytes, int from, int to) throws IOException {
        if (to - from > CAPACITY - size) {
            flush();
        }
        if (to - from > CAPACITY) {
            out.write(bytes, from, to - from);
        } else {
            System.arraycopy(bytes, from, buffer, size, to - from);
            size += to - from;
        }
    }

    void flush() throws IOException {
        out.write(buffer, 0, size);
        size = 0;
    }
}
