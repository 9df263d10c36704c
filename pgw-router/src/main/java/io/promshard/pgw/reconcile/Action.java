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

    /** Puts what one gateway stores in place of what another does. The source keeps it until the copy has been seen there. */
    record Move(GroupingKey key, Copy from, String target) implements Action {

        @Override
        public List<String> gateways() {
            return List.of(target, from.gateway());
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
