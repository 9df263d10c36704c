package io.promshard.target.web;

import io.promshard.target.leadership.Peer;
import io.promshard.target.leadership.Role;
import org.jspecify.annotations.Nullable;

/**
 * What this sharder is among the sharders.
 *
 * @param role leader, follower, alone or unknown
 * @param term of its leadership; null if it does not decide
 * @param leader where the leader's API is; null if it is this one, or not known
 * @param reason why nothing is known; null if something is
 */
record RoleView(
        String role,
        @Nullable Long term,
        @Nullable String leader,
        @Nullable String reason) {

    static RoleView of(Role role) {
        return switch (role) {
            case Role.Leader leader -> new RoleView("leader", leader.term(), null, null);
            case Role.Alone alone -> new RoleView("alone", alone.term(), null, null);
            case Role.Follower follower ->
                new RoleView(
                        "follower",
                        null,
                        follower.leader().map(Peer::address).orElse(null),
                        follower.leader().isPresent() ? null : "nobody leads now");
            case Role.Unknown unknown -> new RoleView("unknown", null, null, unknown.reason());
        };
    }

    boolean decides() {
        return term != null;
    }

    /** For an answer that only who decides knows all of. */
    String warning() {
        return "this sharder does not decide and may not know all: "
                + (leader == null ? String.valueOf(reason) : "ask the leader at " + leader);
    }
}
