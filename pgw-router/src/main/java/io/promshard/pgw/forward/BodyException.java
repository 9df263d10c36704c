package io.promshard.pgw.forward;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** The body of a push cannot be had from its client. No gateway is to blame. */
final class BodyException extends IOException {

    private final int status;

    private BodyException(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    private BodyException(int status, String message) {
        super(message);
        this.status = status;
    }

    static BodyException tooLarge(long maxSize) {
        return new BodyException(
                413, "the body is larger than pgw-router.forward.max-body-size, " + maxSize + " bytes");
    }

    /** Copies need all of the body here. */
    static BodyException tooLargeToCopy(int maxBuffered) {
        return new BodyException(
                413,
                "the body is larger than pgw-router.forward.max-buffered, " + maxBuffered
                        + " bytes, and cannot be kept for the copies that pgw-router.replicas asks for");
    }

    /** Others hold all that there is; later there is room again. */
    static BodyException noRoom() {
        return new BodyException(
                503, "the bodies of pushes under way take up all of pgw-router.forward.max-buffered-total");
    }

    static BodyException cut(long bytes, long length) {
        return new BodyException(400, "the body ended after " + bytes + " of " + length + " bytes");
    }

    /** The client took too long over all its body. */
    static BodyException late(Duration timeout) {
        return new BodyException(
                408, "the body did not come within pgw-router.forward.body-timeout, " + timeout.toMillis() + " ms");
    }

    /** The client paused for too long, went away, or sent what is no HTTP. */
    static BodyException broken(IOException e) {
        return isTimeout(e)
                ? new BodyException(408, "the body did not come in time", e)
                : new BodyException(400, "the body broke off", e);
    }

    private static boolean isTimeout(Throwable e) {
        Throwable cause = e.getCause();
        return e instanceof SocketTimeoutException || (cause != null && isTimeout(cause));
    }

    /** What the client is told, if it is still there. */
    int status() {
        return status;
    }
}
