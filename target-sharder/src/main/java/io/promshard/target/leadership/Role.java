package io.promshard.target.leadership;

import java.util.Optional;
import java.util.OptionalLong;

/** What this sharder is among the sharders. */
public sealed interface Role {

    /**
     * It decides, for all.
     *
     * @param term grows with each change of the leader; what a former leader says carries a smaller one
     */
    record Leader(long term) implements Role {}

    /** Another decides. Empty while nobody does. */
    record Follower(Optional<Peer> leader) implements Role {}

    /**
     * There are no others, and it decides.
     *
     * @param term grows with each start
     */
    record Alone(long term) implements Role {}

    /** Nobody knows, so it must not decide; what was decided stays. */
    record Unknown(String reason) implements Role {}

    /** The term to decide in; empty if it must not. */
    default OptionalLong mandate() {
        return switch (this) {
            case Leader leader -> OptionalLong.of(leader.term());
            case Alone alone -> OptionalLong.of(alone.term());
            case Follower follower -> OptionalLong.empty();
            case Unknown unknown -> OptionalLong.empty();
        };
    }
}
