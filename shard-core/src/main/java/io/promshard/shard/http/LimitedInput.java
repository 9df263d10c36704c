package io.promshard.shard.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream with an end: a small body may unfold to any size. */
public final class LimitedInput extends FilterInputStream {

    private final long limit;
    private final String complaint;
    private long left;

    /**
     * A stream of which nothing has been read.
     *
     * @param limit in bytes
     * @param complaint how the message of the failure begins, before the limit
     */
    public LimitedInput(InputStream in, long limit, String complaint) {
        super(in);
        this.complaint = complaint;
        this.limit = limit;
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        return read < 0 ? read : counted(read, 1);
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        int read = super.read(to, from, length);
        return counted(read, Math.max(0, read));
    }

    private int counted(int result, int bytes) throws IOException {
        left -= bytes;
        if (left < 0) {
            throw new IOException(complaint + " " + limit + " bytes");
        }
        return result;
    }
}
