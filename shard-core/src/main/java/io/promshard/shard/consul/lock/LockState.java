package io.promshard.shard.consul.lock;

import java.util.Optional;

/** How a lock stands, as one candidate sees it. */
public sealed interface LockState {

    /**
     * It is ours.
     *
     * @param term above all terms before, even if Consul has lost its state meanwhile; the same again if we were merely cut off
     * @param session that holds it, to be checked by what may be written under the lock only
     */
    record Held(long term, String session) implements LockState {}

    /** It is not ours. Empty while nobody has it. */
    record Waiting(Optional<LockHolder> holder) implements LockState {}

    /** Consul cannot be asked, so that nobody knows. */
    record Unknown(String reason) implements LockState {}
}
