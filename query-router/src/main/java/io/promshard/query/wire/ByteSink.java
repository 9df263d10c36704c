package io.promshard.query.wire;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Gathers small pieces before they go to a stream; large ones go there straight away. Not thread-safe. Nothing reaches the
 * stream before the first 8 KiB are full or {@link #flush} is called.
 */
public final class ByteSink {
    private final byte[] gathered = new byte[8 << 10];
    private final OutputStream out;
    private int length;

    public ByteSink(OutputStream out) {
        this.out = out;
    }

    public void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    public void write(char ascii) throws IOException {
        if (length == gathered.length) {
            flush();
        }
        gathered[length++] = (byte) ascii;
    }

    public void write(byte[] bytes, int from, int count) throws IOException {
        if (count > gathered.length - length) {
            flush();
        }
        if (count >= gathered.length) {
            out.write(bytes, from, count);
        } else {
            System.arraycopy(bytes, from, gathered, length, count);
            length += count;
        }
    }

    /** Hands over what is gathered. The stream itself is not flushed. */
    public void flush() throws IOException {
        if (length > 0) {
            out.write(gathered, 0, length);
            length = 0;
        }
    }
}
