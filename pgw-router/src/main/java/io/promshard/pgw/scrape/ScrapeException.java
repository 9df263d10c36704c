package io.promshard.pgw.scrape;

import org.jspecify.annotations.Nullable;

/** A gateway that could not be read. The message names it and says why. */
public final class ScrapeException extends Exception {

    private static final long serialVersionUID = 1;

    public ScrapeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
