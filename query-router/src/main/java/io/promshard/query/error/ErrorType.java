package io.promshard.query.error;

/** The kinds of errors of the Prometheus HTTP API, with their HTTP status (web/api/v1/api.go of 3.5). */
public enum ErrorType {
    BAD_DATA("bad_data", 400),
    EXECUTION("execution", 422),
    TIMEOUT("timeout", 503),
    CANCELED("canceled", 503),
    UNAVAILABLE("unavailable", 503),
    INTERNAL("internal", 500),
    NOT_FOUND("not_found", 404);

    private final String text;
    private final int status;

    ErrorType(String text, int status) {
        this.text = text;
        this.status = status;
    }

    /** As in {@code errorType} of an answer. */
    public String text() {
        return text;
    }

    public int status() {
        return status;
    }
}
