package io.promshard.shard.servers;

import java.util.Optional;

/** A place that real servers come from. */
interface Provider {

    /** Why this kind cannot be had here, or nothing if it can. */
    Optional<String> whyNot(ServerKind kind);

    /** Not started yet. */
    Running prepare(Launch launch);
}
