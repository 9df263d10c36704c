package io.promshard.query.exec;

import io.promshard.query.client.Deadline;
import io.promshard.query.client.ShardFailure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** What one query may use up, over all the calls that it makes: time, and bytes of answers; and who is told of them. Thread-safe. */
public final class Allowance {

    private final Deadline deadline;
    private final long maxBytes;
    private final CallListener listener;
    private final AtomicLong bytesRead = new AtomicLong();

    /**
     * Makes one of which nothing is used.
     *
     * @param maxBytes of all answers together, decompressed
     */
    public Allowance(Deadline deadline, long maxBytes) {
        this(deadline, maxBytes, CallListener.NONE);
    }

    /** One whose calls are told. */
    public Allowance(Deadline deadline, long maxBytes, CallListener listener) {
        this.deadline = deadline;
        this.maxBytes = maxBytes;
        this.listener = listener;
    }

    Deadline deadline() {
        return deadline;
    }

    CallListener listener() {
        return listener;
    }

    /** Of all answers so far. */
    public long bytesRead() {
        return bytesRead.get();
    }

    /** An answer's body whose bytes count; it fails with {@link ShardFailure.TooLarge} once they are too many. */
    InputStream counted(InputStream body) {
        return new Counted(body);
    }

    /** Counts bytes that came in another way than through a {@link #counted} body. */
    void count(long bytes) throws ShardFailure.TooLarge {
        if (bytes > 0 && bytesRead.addAndGet(bytes) > maxBytes) {
            throw new ShardFailure.TooLarge("the query has read more than " + maxBytes + " bytes of all shards");
        }
    }

    /** Counts what is read. */
    private final class Counted extends FilterInputStream {
        Counted(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            int count = super.read(to, from, length);
            count(count);
            return count;
        }
    }
}
