package io.promshard.target.leadership.snapshot;

import java.io.Serial;

/** A snapshot cannot be read: it is damaged, or of a version that this release does not know. */
public final class SnapshotException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    SnapshotException(String message) {
        super(message);
    }
}
