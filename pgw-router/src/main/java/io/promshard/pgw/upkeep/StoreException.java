package io.promshard.pgw.upkeep;

import org.jspecify.annotations.Nullable;

/** A gateway could not be read or changed. The message names it and says why. */
public final class StoreException extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean refusal;

    private StoreException(String message, @Nullable Throwable cause, boolean refusal) {
        super(message, cause);
        this.refusal = refusal;
    }

    /** It does not answer now; later it may. */
    public static StoreException unanswered(String message, @Nullable Throwable cause) {
        return new StoreException(message, cause, false);
    }

    /** It does not want it. */
    public static StoreException refused(String message, @Nullable Throwable cause) {
        return new StoreException(message, cause, true);
    }

    /** Whether trying again soon will not help. */
    boolean isRefusal() {
        return refusal;
    }
}
