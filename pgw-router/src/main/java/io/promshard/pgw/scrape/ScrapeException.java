package io.promshard.pgw.scrape;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A gateway that could not be read. The message names it and says why. */
public final class ScrapeException extends IOException {

    private static final long serialVersionUID = 1;

    public ScrapeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
