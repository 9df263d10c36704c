package io.promshard.target.discovery.format;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An input that fails once it gave more bytes than are allowed. */
public final class BoundedInput extends FilterInputStream {

    private final int limit;
    private long read;

    public BoundedInput(InputStream in, int limit) {
        super(in);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        counted(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        return counted(super.read(to, from, length));
    }

    private int counted(int bytes) throws IOException {
        read += Math.max(0, bytes);
        if (read > limit) {
            throw new IOException("it is larger than " + limit + " bytes");
        }
        return bytes;
    }
}
