package io.promshard.target.engine;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * A body that one thread reads while the client brings it. It has an end in bytes and one in time, which is that of the whole exchange;
 * a sender who is faster than the reader has to wait. What was read is worth nothing before {@link #finish} has returned.
 */
final class ArrivingBody implements BodySubscriber<InputStream>, AutoCloseable {

    /** Pieces that may lie here unread; the client makes them of 16 KiB. */
    private static final int WINDOW = 256;

    private final long limit;
    private final long deadline;
    private final PieceStream stream;
    private volatile @Nullable Subscription subscription;

    /** Bytes so far; the client's thread alone knows it. */
    private long size;

    /**
     * A body of which nothing has arrived.
     *
     * @param limit in bytes
     * @param timeout from now on
     */
    ArrivingBody(long limit, Duration timeout) {
        this.limit = limit;
        this.deadline = System.nanoTime() + timeout.toNanos();
        this.stream = new PieceStream(this::left, this::askForOne);
    }

    /** How much of the time is left. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    private void askForOne() {
        Subscription here = subscription;
        if (here != null) {
            here.request(1);
        }
    }

    /** Reads what nobody wanted, to see that it ends well. */
    void finish() throws IOException {
        stream.skipRest();
    }

    /** Throws why it could not be read, if anybody tried and could not. */
    void check() throws IOException {
        stream.check();
    }

    /** Ends the transfer if it goes on. */
    @Override
    public void close() {
        Subscription here = subscription;
        if (here != null) {
            here.cancel();
        }
    }

    /** The bytes as they come; to close it does nothing. */
    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedStage(stream);
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(WINDOW);
    }

    @Override
    public void onNext(List<ByteBuffer> more) {
        more.forEach(each -> size += each.remaining());
        if (size <= limit) {
            stream.add(more);
        } else {
            close();
            stream.fail(new IOException("the answer is larger than " + limit + " bytes"));
        }
    }

    @Override
    public void onError(Throwable why) {
        stream.fail(why instanceof IOException e ? e : new IOException(why));
    }

    @Override
    public void onComplete() {
        stream.end();
    }
}
