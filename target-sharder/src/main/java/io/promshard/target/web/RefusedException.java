package io.promshard.target.web;

import java.io.Serial;

/** A request that is not answered. The message is for the client: it names the parameter and the value. */
final class RefusedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;

    private RefusedException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    static RefusedException badRequest(String message) {
        return new RefusedException(400, message);
    }

    static RefusedException forbidden(String message) {
        return new RefusedException(403, message);
    }

    static RefusedException notFound(String message) {
        return new RefusedException(404, message);
    }

    /** Another sharder has to be asked. */
    static RefusedException conflict(String message) {
        return new RefusedException(409, message);
    }

    static RefusedException tooMany(String message) {
        return new RefusedException(429, message);
    }

    static RefusedException unavailable(String message) {
        return new RefusedException(503, message);
    }
}
