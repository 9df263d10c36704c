package io.promshard.target.discovery;

import io.promshard.target.model.DiscoveredTarget;
import java.util.List;

/**
 * A place where targets of a job are known. It is read by one thread at a time, and remembers nothing that a failure could spoil:
 * keeping the last good answer is the business of whoever reads it.
 */
public interface TargetSource extends AutoCloseable {

    /** For people, logs and metrics; no secrets. */
    String name();

    /**
     * All targets that it knows now, in any order, doubles allowed.
     *
     * @throws SourceException if it cannot be read as a whole: part of a list is never the answer
     */
    List<DiscoveredTarget> read() throws SourceException, InterruptedException;

    /**
     * Asks to be told when reading again is worth it. Called once, before the first read, of sources that are read again and again; a
     * source that learns of changes only by being read has nothing to do.
     *
     * @param news called by any thread, at times in vain; returns at once
     */
    default void watch(Runnable news) {}

    /** Ends what {@link #watch} began. */
    @Override
    default void close() {}
}
