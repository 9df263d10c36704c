package io.promshard.target.leadership.snapshot;

import java.util.function.Consumer;

/** Keeps nothing: a restarted sharder begins with what the collectors report. */
public final class NoSnapshotStore implements SnapshotStore {

    @Override
    public Reading read() {
        return new Reading.Nothing();
    }

    @Override
    public Writing write(Snapshot snapshot) {
        return new Writing.Written();
    }

    @Override
    public void watch(Consumer<Snapshot> listener) {}

    @Override
    public void close() {}
}
