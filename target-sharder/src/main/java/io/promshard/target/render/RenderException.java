package io.promshard.target.render;

import java.io.Serial;

/** Nothing was rendered. The message says what is wrong and where. */
final class RenderException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    RenderException(String message) {
        super(message);
    }

    RenderException(String message, Throwable cause) {
        super(message, cause);
    }
}
