package io.promshard.query.discovery;

import io.promshard.shard.membership.Member;
import org.jspecify.annotations.Nullable;

/** Asks a server about itself. Thread-safe; blocks, for a bounded time. */
@FunctionalInterface
public interface Inspector {

    /**
     * Asks.
     *
     * @param known what it said last, null at the first time; what cannot have changed is not asked again
     * @throws InspectionException if it did not say all, or nothing that makes sense
     */
    ServerFacts inspect(Member server, @Nullable ServerFacts known) throws InspectionException;
}
