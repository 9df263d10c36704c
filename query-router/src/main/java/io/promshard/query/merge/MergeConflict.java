package io.promshard.query.merge;

import io.promshard.query.wire.Labels;

/** Shards have answers that cannot be one: the same series, for example. Safe to show to clients; one server would call it an execution error. */
public final class MergeConflict extends Exception {
    private static final long serialVersionUID = 1;

    public MergeConflict(String message) {
        super(message);
    }

    static MergeConflict duplicate(Labels labels) {
        return new MergeConflict("two series have the same labelset: " + labels);
    }
}
