package io.promshard.pgw.forward;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/**
 * The body of a push as it comes from its client, up to a size. Read by one thread; any thread may ask how long nobody has read.
 *
 * <p>Every failure to read is a {@link BodyException}, so that no gateway is blamed for it.
 */
final class ClientBody extends FilterInputStream {

    private final long maxSize;
    private final LongSupplier nanos;
    private long passed;
    private volatile boolean reading;
    private volatile long lastReadNanos;

    ClientBody(InputStream in, long maxSize, LongSupplier nanos) {
        super(in);
        this.maxSize = maxSize;
        this.nanos = nanos;
        this.lastReadNanos = nanos.getAsLong();
    }

    /** Since when it is not the client that we wait for; 0 while it is. */
    long idleNanos(long now) {
        return reading ? 0 : now - lastReadNanos;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        reading = true;
        try {
            int read = super.read(into, offset, length);
            passed += Math.max(0, read);
            if (passed > maxSize) {
                throw BodyException.tooLarge(maxSize);
            }
            return read;
        } catch (BodyException e) {
            throw e;
        } catch (IOException e) {
            throw BodyException.broken(e);
        } finally {
            lastReadNanos = nanos.getAsLong();
            reading = false;
        }
    }
}
