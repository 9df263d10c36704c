package io.promshard.pgw.exposition;

import java.io.IOException;

/** Bytes that are no exposition of a Pushgateway. The message says where and what. */
public final class ExpositionException extends IOException {

    private static final long serialVersionUID = 1;

    public ExpositionException(String message) {
        super(message);
    }
}
