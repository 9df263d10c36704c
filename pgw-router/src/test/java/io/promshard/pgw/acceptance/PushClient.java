package io.promshard.pgw.acceptance;

import java.io.IOException;
import java.util.Optional;

/** A client that pushes, used as its users would. */
interface PushClient {

    /** What it lacks on this machine, or nothing if it can run. */
    default Optional<String> whyNot() {
        return Optional.empty();
    }

    /** Throws what the client itself takes for a failure. */
    void push(Push push) throws IOException;
}
