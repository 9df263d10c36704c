package io.promshard.query.ownership;

import java.io.IOException;
import java.time.Instant;

/** Tells of the moves of targets. Blocks, for a bounded time. */
@FunctionalInterface
public interface HandoverSource {

    /**
     * All that moved since then, and what moves now.
     *
     * @param now the asker's time, which becomes the answer's {@link HandoverView#upTo}
     * @throws IOException if nobody answers who knows
     */
    HandoverView ask(Instant since, Instant now) throws IOException;
}
