package io.promshard.query.exposition;

/** Several shards have the same series. The message is safe to show to clients. */
public final class DuplicateSeries extends Exception {

    private static final long serialVersionUID = 1;

    public DuplicateSeries(String message) {
        super(message);
    }
}
