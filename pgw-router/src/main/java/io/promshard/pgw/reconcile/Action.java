package io.promshard.pgw.reconcile;

import io.promshard.pgw.grouping.GroupingKey;
import java.util.List;

/** One change of what gateways store. */
public sealed interface Action {

    GroupingKey key();

    /** Where nobody may push the group meanwhile. */
    List<String> gateways();

    /** The gateway that is changed. */
    String target();

    /** Deletes a copy, as a newer one is in place or the group is no more. */
    record Delete(GroupingKey key, Copy copy, Reason reason) implements Action {

        @Override
        public List<String> gateways() {
            return List.of(copy.gateway());
        }

        @Override
        public String target() {
            return copy.gateway();
        }
    }

    /** Gives a gateway something that another one stores. The source keeps it until it has been seen there. */
    sealed interface Transfer extends Action {

        /** Where it comes from. */
        Copy from();

        /** When a client pushed what the target then has, in seconds since 1970. */
        double pushedAt();

        @Override
        default List<String> gateways() {
            return List.of(target(), from().gateway());
        }
    }

    /** Puts what one gateway stores in place of what another does. */
    record Move(GroupingKey key, Copy from, String target) implements Transfer {

        @Override
        public double pushedAt() {
            return from.pushedAt();
        }
    }

    /** Adds to a copy the families that it lacks and another has that was pushed as late: it missed a push that adds to a group. */
    record Complete(GroupingKey key, Copy from, Copy copy) implements Transfer {

        @Override
        public String target() {
            return copy.gateway();
        }

        @Override
        public double pushedAt() {
            return copy.pushedAt();
        }
    }

    /** Why a copy is deleted. */
    enum Reason {
        /** Somebody deleted the group. */
        TOMBSTONE,
        /** Nobody has pushed the group for as long as it may live without. */
        EXPIRED,
        /** An owner of the group has a newer one. */
        MISPLACED,
        /** Another gateway has a newer one. */
        OLDER
    }
}
