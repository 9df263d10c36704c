package io.promshard.target.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A stream of pieces that one thread adds and another reads, which waits for them as long as it has time. */
final class PieceStream extends InputStream {

    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final Supplier<Duration> left;
    private final Runnable taken;
    private Iterator<ByteBuffer> buffers = Collections.emptyIterator();
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private boolean ended;
    private @Nullable IOException failure;

    /**
     * A stream without any piece.
     *
     * @param left how long the reader may wait
     * @param taken told by the reader that it has taken a piece
     */
    PieceStream(Supplier<Duration> left, Runnable taken) {
        this.left = left;
        this.taken = taken;
    }

    void add(List<ByteBuffer> more) {
        pieces.add(new Piece.Some(more));
    }

    /** After the last piece. */
    void end() {
        pieces.add(new Piece.End());
    }

    /** The reader gets the pieces so far, and then that. */
    void fail(IOException why) {
        pieces.add(new Piece.Broken(why));
    }

    @Override
    public int read() throws IOException {
        return isAtEnd() ? -1 : buffer.get() & 0xff;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (isAtEnd()) {
            return -1;
        }
        int some = Math.min(length, buffer.remaining());
        buffer.get(to, from, some);
        return some;
    }

    @Override
    public int available() {
        return buffer.remaining();
    }

    void skipRest() throws IOException {
        while (!isAtEnd()) {
            buffer.position(buffer.limit());
        }
    }

    /** Throws why it could not be read, if it could not. */
    void check() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    /** Waits until there is something in the buffer, or nothing will be any more. */
    private boolean isAtEnd() throws IOException {
        while (!ended && !buffer.hasRemaining()) {
            if (buffers.hasNext()) {
                buffer = buffers.next();
            } else {
                take(next());
            }
        }
        check();
        return ended;
    }

    private Piece next() {
        try {
            Piece piece = pieces.poll(left.get().toNanos(), TimeUnit.NANOSECONDS);
            return piece == null ? new Piece.Broken(new HttpTimeoutException("the rest did not come")) : piece;
        } catch (InterruptedException e) {
            return new Piece.Broken(new InterruptedIOException("interrupted"));
        }
    }

    private void take(Piece piece) {
        switch (piece) {
            case Piece.Some some -> {
                buffers = some.buffers.iterator();
                taken.run();
            }
            case Piece.End end -> ended = true;
            case Piece.Broken broken -> {
                ended = true;
                failure = broken.why;
            }
        }
    }

    /** What comes next. */
    private sealed interface Piece {

        record Some(List<ByteBuffer> buffers) implements Piece {}

        record End() implements Piece {}

        record Broken(IOException why) implements Piece {}
    }
}
