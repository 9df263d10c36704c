package io.promshard.query.client;

import java.io.InputStream;

/**
 * A server's answer, its body still coming. Used by one thread.
 *
 * <p>Who reads to the end, to the -1, leaves the connection to the next call. Closing earlier ends the transfer and the
 * connection, and drains nothing.
 */
public interface ShardAnswer extends AutoCloseable {

    /** The HTTP status. */
    int status();

    /** What the body is, as the server says; empty if it does not. */
    String contentType();

    /**
     * The body, decompressed. Reads throw {@link ShardFailure.Broken}, {@link ShardFailure.TimedOut} when the deadline
     * passes or nothing comes for the idle time, {@link ShardFailure.TooLarge} past the limit, and {@link
     * ShardFailure.Cancelled} when the thread is interrupted.
     */
    InputStream body();

    @Override
    void close();
}
