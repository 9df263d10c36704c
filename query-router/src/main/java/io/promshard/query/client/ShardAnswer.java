package io.promshard.query.client;

import java.io.InputStream;

/** A server's answer, its body still coming. Closing it early ends the transfer and does not drain it. */
public interface ShardAnswer extends AutoCloseable {

    /** The HTTP status. */
    int status();

    /**
     * The body, decompressed. Reads throw {@link ShardFailure.Broken}, {@link ShardFailure.TimedOut} when the deadline
     * passes or nothing comes for the idle time, {@link ShardFailure.TooLarge} past the limit.
     */
    InputStream body();

    @Override
    void close();
}
