package io.promshard.pgw.forward;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.concurrent.Semaphore;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;

/**
 * Reads bodies into memory, up to a size each and a total over all requests; what does not fit is streamed. Thread-safe.
 *
 * <p>The total is counted in blocks, so that a flood of small bodies cannot pass under it.
 */
final class BodyReader {

    private static final int BLOCK = 4096;

    private final int maxBuffered;
    private final long maxSize;
    private final Semaphore blocks;

    /**
     * Makes a reader.
     *
     * @param maxBuffered bytes of one body to keep
     * @param maxTotal bytes of all bodies to keep at one time
     * @param maxSize bytes above which a body is refused
     */
    BodyReader(int maxBuffered, long maxTotal, long maxSize) {
        this.maxBuffered = maxBuffered;
        this.maxSize = maxSize;
        this.blocks = new Semaphore(Math.toIntExact(maxTotal / BLOCK));
    }

    /**
     * Reads what may be kept. What is kept makes a repeatable entity, the rest one that can be sent once.
     *
     * @param reserved is told how many blocks to give back to {@link #release}
     * @throws BodyTooLargeException now, or by the stream of a body that turns out too large
     */
    HttpEntity read(InputStream in, long length, Reservation reserved) throws IOException {
        if (length > maxSize) {
            throw new BodyTooLargeException(maxSize);
        }
        if (length == 0) {
            return kept(new byte[0]);
        }
        InputStream limited = new LimitedInputStream(in, maxSize);
        if (length > maxBuffered || !reserve(length < 0 ? maxBuffered : (int) length, reserved)) {
            return new InputStreamEntity(limited, length, null);
        }
        return length > 0 ? kept(exactly(limited, (int) length)) : probed(limited);
    }

    private static HttpEntity kept(byte[] bytes) {
        return new ByteArrayEntity(bytes, null);
    }

    /** A body of unknown length: kept if it ends in time, else what was read goes first and the rest follows. */
    private HttpEntity probed(InputStream in) throws IOException {
        byte[] begin = in.readNBytes(maxBuffered);
        return begin.length < maxBuffered
                ? kept(begin)
                : new InputStreamEntity(new SequenceInputStream(new ByteArrayInputStream(begin), in), -1, null);
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("the body ended after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private boolean reserve(int bytes, Reservation reserved) {
        int wanted = Math.ceilDiv(bytes, BLOCK);
        boolean granted = blocks.tryAcquire(wanted);
        reserved.blocks = granted ? wanted : 0;
        return granted;
    }

    void release(Reservation reserved) {
        blocks.release(reserved.blocks);
    }

    /** How much of the total one request holds. */
    static final class Reservation {
        private int blocks;
    }
}
