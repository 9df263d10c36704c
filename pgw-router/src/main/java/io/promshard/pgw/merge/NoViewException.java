package io.promshard.pgw.merge;

/** There is no view that could be shown as whole. The message says which gateway is missing, and why. */
public final class NoViewException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NoViewException(String message) {
        super(message);
    }
}
