package io.promshard.query.error;

import java.util.Arrays;

/** The kinds of errors of the Prometheus HTTP API, with their HTTP status (web/api/v1/api.go of 3.5). */
public enum ErrorType {
    BAD_DATA("bad_data", 400),
    EXECUTION("execution", 422),
    TIMEOUT("timeout", 503),
    CANCELED("canceled", 503),
    UNAVAILABLE("unavailable", 503),
    INTERNAL("internal", 500),
    NOT_FOUND("not_found", 404),

    /** It is not for who asks. */
    FORBIDDEN("forbidden", 403),

    /** More queries than may be at work at once: later it may be answered. */
    OVERLOADED("unavailable", 503),

    /** The answers are larger than a query may read. */
    TOO_LARGE("execution", 422),

    /** The query's text is longer than it may be. */
    TOO_LONG("bad_data", 400);

    private final String text;
    private final int status;

    ErrorType(String text, int status) {
        this.text = text;
        this.status = status;
    }

    /** The kind that a server named; one that is not known here is the server's own fault. */
    public static ErrorType of(String text) {
        return Arrays.stream(values())
                .filter(type -> type.text.equals(text))
                .findFirst()
                .orElse(INTERNAL);
    }

    /** As in {@code errorType} of an answer. */
    public String text() {
        return text;
    }

    public int status() {
        return status;
    }
}
