package io.promshard.pgw.upkeep;

import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.reconcile.Action;
import io.promshard.pgw.reconcile.Plan;
import java.util.Set;

/** Told of what the reconciler does, for metrics. Must not block or throw. */
public interface UpkeepListener {

    /**
     * All gateways were looked at.
     *
     * @param unclear groups about which nothing could be decided
     * @param unread gateways that could not be read
     * @param nanos that the round took, what was done in it included
     */
    void looked(Plan plan, int unclear, int unread, long nanos);

    /** A round was not made, since something was not as it must be. */
    void skipped(String reason);

    /** A group, or what a copy of it lacked, was brought to its owner and seen there. */
    void transferred(Action.Transfer transfer);

    /** A copy was deleted. */
    void deleted(Action.Delete delete);

    /** Groups were deleted from all gateways that have them and can be reached. */
    void groupsDeleted(Cause cause, Set<GroupingKey> groups);

    /** Something could not be done. It is tried again. */
    void failed(Action action, String reason);

    /** Why a group is deleted that no client deleted. */
    enum Cause {
        /** Nobody pushed it for long. */
        TTL,
        /** An operator ordered it. */
        ADMIN
    }
}
