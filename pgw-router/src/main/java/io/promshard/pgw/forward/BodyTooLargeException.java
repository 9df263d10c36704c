package io.promshard.pgw.forward;

import java.io.IOException;

/** A body is larger than any that is taken. */
final class BodyTooLargeException extends IOException {

    BodyTooLargeException(long maxSize) {
        super("the body is larger than pgw-router.forward.max-body-size, " + maxSize + " bytes");
    }
}
