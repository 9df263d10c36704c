package io.promshard.query.wire;

import java.io.IOException;

/** What a server sent is no answer of a Prometheus, or ends in its middle. Messages quote nothing of it. */
public final class MalformedAnswer extends IOException {
    private static final long serialVersionUID = 1;

    public MalformedAnswer(String message) {
        super(message);
    }
}
