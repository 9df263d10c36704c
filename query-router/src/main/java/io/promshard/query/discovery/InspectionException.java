package io.promshard.query.discovery;

/** An inspection that came to nothing, for a reason that operators may read. */
public final class InspectionException extends Exception {

    private static final long serialVersionUID = 1;

    public InspectionException(String message) {
        super(message);
    }

    public InspectionException(String message, Throwable cause) {
        super(message, cause);
    }
}
