package io.promshard.target.leadership.snapshot;

import java.util.function.Consumer;

/** Where snapshots are kept: the last one counts. */
public interface SnapshotStore extends AutoCloseable {

    /** The last one. May take seconds. */
    Reading read();

    /** Replaces the last one as a whole or not at all. May take seconds. */
    Writing write(Snapshot snapshot);

    /** Tells of each new snapshot, on a thread of its own, once; some may be skipped, and one may come twice. */
    void watch(Consumer<Snapshot> listener);

    @Override
    void close();

    /** What came of a read. */
    sealed interface Reading {

        /** There is one. */
        record Found(Snapshot snapshot) implements Reading {}

        /** There is none, which is certain. */
        record Nothing() implements Reading {}

        /** Nobody knows whether there is one. */
        record Failed(String reason) implements Reading {}
    }

    /** What came of a write. */
    sealed interface Writing {

        /** It is the last one now. */
        record Written() implements Writing {}

        /** Its writer does not lead any more, so it was not taken. */
        record Fenced() implements Writing {}

        /** It may be the last one now, or the one before still is. */
        record Failed(String reason) implements Writing {}
    }
}
