package io.promshard.query.engine.binary;

import io.promshard.query.engine.EngineException;
import org.jspecify.annotations.Nullable;

/** The failures of matching: of several, Prometheus sees the one at the earliest step. Used by one thread. */
final class MatchFailures {

    private int earliest = Integer.MAX_VALUE;
    private @Nullable String message;

    /** Whether a failure at that step would be the one to tell. */
    boolean isEarlier(int step) {
        return step < earliest;
    }

    /** Keeps a failure if it is the earliest one. */
    void add(int step, String newMessage) {
        if (isEarlier(step)) {
            earliest = step;
            message = newMessage;
        }
    }

    /** @throws EngineException.Execution if there was a failure */
    void check() {
        if (message != null) {
            throw new EngineException.Execution(message);
        }
    }
}
