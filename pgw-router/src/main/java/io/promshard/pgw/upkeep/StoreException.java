package io.promshard.pgw.upkeep;

import org.jspecify.annotations.Nullable;

/** A gateway could not be read or changed. The message names it and says why. */
public final class StoreException extends Exception {

    private static final long serialVersionUID = 1;

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
