package io.promshard.target.discovery;

import java.io.Serial;

/** A source could not be read. The message says what was read, where, and what is wrong with it. */
public final class SourceException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    public SourceException(String message) {
        super(message);
    }

    public SourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
