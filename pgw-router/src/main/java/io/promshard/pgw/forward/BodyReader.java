package io.promshard.pgw.forward;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;

/**
 * Reads bodies into memory, up to a size each and a total over all requests; what does not fit is streamed. Thread-safe.
 *
 * <p>The total is counted in blocks, so that a flood of small bodies cannot pass under it.
 */
final class BodyReader {

    static final int BLOCK = 4096;

    private final ForwardSettings settings;
    private final int maxBuffered;
    private final long maxSize;
    private final Semaphore blocks;
    private final LongSupplier nanos;

    BodyReader(ForwardSettings settings, LongSupplier nanos) {
        this.settings = settings;
        this.maxBuffered = settings.maxBuffered();
        this.maxSize = settings.maxBodySize();
        this.blocks = new Semaphore(Math.toIntExact(settings.maxBufferedTotal() / BLOCK));
        this.nanos = nanos;
    }

    /**
     * Reads what may be kept. What is kept makes a repeatable body, the rest one that can be sent once.
     *
     * @param reserved is told what to give back to {@link #release}
     * @throws BodyException now, or by the stream of a body that turns out too large or breaks off
     */
    PushBody read(InputStream in, long length, Reservation reserved) throws IOException {
        if (length > maxSize) {
            throw BodyException.tooLarge(maxSize);
        }
        ClientBody body = new ClientBody(in, settings, nanos);
        return new PushBody(entity(body, length, reserved), body);
    }

    /**
     * Reads all of a body, which makes a repeatable one. Waits a moment for room.
     *
     * @throws BodyException if it is larger than what may be kept, if there is no room, or if it breaks off
     */
    PushBody readWhole(InputStream in, long length, Reservation reserved) throws IOException, InterruptedException {
        if (length > maxBuffered) {
            throw BodyException.tooLargeToCopy(maxBuffered);
        }
        ClientBody body = new ClientBody(in, settings, nanos);
        int wanted = length < 0 ? maxBuffered : (int) length;
        if (!awaitRoom(wanted, reserved)) {
            throw BodyException.noRoom();
        }
        byte[] bytes = length >= 0 ? exactly(body, wanted) : body.readNBytes(maxBuffered);
        if (length < 0 && bytes.length == maxBuffered && body.read() >= 0) {
            throw BodyException.tooLargeToCopy(maxBuffered);
        }
        shrink(reserved, bytes.length);
        return new PushBody(kept(bytes), body);
    }

    private boolean awaitRoom(int bytes, Reservation reserved) throws InterruptedException {
        int wanted = Math.ceilDiv(bytes, BLOCK);
        boolean granted = blocks.tryAcquire(wanted, settings.busyWait().toNanos(), TimeUnit.NANOSECONDS);
        reserved.blocks = granted ? wanted : 0;
        return granted;
    }

    private HttpEntity entity(ClientBody body, long length, Reservation reserved) throws IOException {
        if (length == 0) {
            return kept(new byte[0]);
        }
        if (length > maxBuffered || !reserve(length < 0 ? maxBuffered : (int) length, reserved)) {
            return new InputStreamEntity(body, length, null);
        }
        return length > 0 ? kept(exactly(body, (int) length)) : probed(body, reserved);
    }

    private static HttpEntity kept(byte[] bytes) {
        return new ByteArrayEntity(bytes, null);
    }

    /** A body of unknown length: kept if it ends in time, else what was read goes first and the rest follows. */
    private HttpEntity probed(ClientBody body, Reservation reserved) throws IOException {
        byte[] begin = body.readNBytes(maxBuffered);
        if (begin.length == maxBuffered) {
            return new InputStreamEntity(new SequenceInputStream(new ByteArrayInputStream(begin), body), -1, null);
        }
        shrink(reserved, begin.length);
        return kept(begin);
    }

    private static byte[] exactly(ClientBody body, int length) throws IOException {
        byte[] bytes = body.readNBytes(length);
        if (bytes.length < length) {
            throw BodyException.cut(bytes.length, length);
        }
        return bytes;
    }

    private boolean reserve(int bytes, Reservation reserved) {
        int wanted = Math.ceilDiv(bytes, BLOCK);
        boolean granted = blocks.tryAcquire(wanted);
        reserved.blocks = granted ? wanted : 0;
        return granted;
    }

    private void shrink(Reservation reserved, int bytes) {
        int needed = Math.ceilDiv(bytes, BLOCK);
        blocks.release(reserved.blocks - needed);
        reserved.blocks = needed;
    }

    /** Gives back what one request holds. */
    void release(Reservation reserved) {
        blocks.release(reserved.blocks);
        reserved.blocks = 0;
    }

    /** Bytes that may still be kept. */
    long left() {
        return (long) blocks.availablePermits() * BLOCK;
    }

    /** How much of the total one request holds. */
    static final class Reservation {
        private int blocks;
    }
}
