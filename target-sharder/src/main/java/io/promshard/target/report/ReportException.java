package io.promshard.target.report;

import java.io.Serial;

/** A collector could not be asked. The message says who was asked for what, and what came of it. */
public final class ReportException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    public ReportException(String message) {
        super(message);
    }

    public ReportException(String message, Throwable cause) {
        super(message, cause);
    }
}
