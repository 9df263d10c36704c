package io.promshard.pgw.forward;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Lets so many bytes through and fails at the next. */
final class LimitedInputStream extends FilterInputStream {

    private final long limit;
    private long passed;

    LimitedInputStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        return one < 0 ? one : counted(1, one);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        return read < 0 ? read : counted(read, read);
    }

    private int counted(int bytes, int result) throws IOException {
        passed += bytes;
        if (passed > limit) {
            throw new BodyTooLargeException(limit);
        }
        return result;
    }
}
