package io.promshard.pgw.forward;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/**
 * The body of a push as it comes from its client, up to a size and within a time. Read by one thread; any thread may ask how long
 * nobody has read.
 *
 * <p>Every failure to read is a {@link BodyException}, so that no gateway is blamed for it. Only the time spent waiting for the client
 * counts; that a gateway takes the body slowly is not the client's fault.
 */
final class ClientBody extends FilterInputStream {

    private final ForwardSettings settings;
    private final LongSupplier nanos;
    private long passed;
    private long waitedNanos;
    private volatile boolean reading;
    private volatile long lastReadNanos;

    ClientBody(InputStream in, ForwardSettings settings, LongSupplier nanos) {
        super(in);
        this.settings = settings;
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
        int read = timed(into, offset, length);
        passed += Math.max(0, read);
        if (passed > settings.maxBodySize()) {
            throw BodyException.tooLarge(settings.maxBodySize());
        }
        if (isLate()) {
            throw BodyException.late(settings.bodyTimeout());
        }
        return read;
    }

    private int timed(byte[] into, int offset, int length) throws IOException {
        long before = nanos.getAsLong();
        IOException failure;
        reading = true;
        try {
            return super.read(into, offset, length);
        } catch (IOException e) {
            failure = e;
        } finally {
            long now = nanos.getAsLong();
            waitedNanos += now - before;
            lastReadNanos = now;
            reading = false;
        }
        throw isLate() ? BodyException.late(settings.bodyTimeout()) : BodyException.broken(failure);
    }

    private boolean isLate() {
        return waitedNanos > settings.bodyTimeout().toNanos();
    }
}
