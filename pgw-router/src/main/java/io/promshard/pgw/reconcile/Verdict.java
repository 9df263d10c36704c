package io.promshard.pgw.reconcile;

import java.util.List;

/**
 * What is to be done about one group.
 *
 * @param actions in any order; moves come before deletions that depend on them by being decided first and seen
 */
public record Verdict(State state, List<Action> actions) {

    public Verdict {
        actions = List.copyOf(actions);
    }

    /** How a group stands. */
    public enum State {
        /** Each owner has it and nobody else. */
        IN_PLACE,
        /** Something is to be done now. */
        ACTS,
        /** It is being pushed, and will be in place by that or quiet later. */
        ACTIVE,
        /** It stays where it is: the mode lets nobody move it, or nobody ever pushed it with success. */
        STAYS,
        /** Its newest copy is on a gateway that is not admitted yet. */
        QUARANTINED,
        /** No gateway that should have it is live and was read. */
        OWNERLESS
    }
}
