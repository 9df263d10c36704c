package io.promshard.target.reconcile;

import io.promshard.target.collector.CollectorStates;
import io.promshard.target.handover.HandoverHistory;
import io.promshard.target.handover.Layout;

/**
 * How a group stands after a cycle: what was decided, what holds, and what is published. Immutable; any thread may look at it.
 *
 * @param layout who holds which key, moves in progress included
 * @param cycle how many cycles there were since this process took over what it did not decide itself; many if it never did
 * @param waiting why nothing is decided and published at the moment; empty if it is
 */
public record GroupState(
        CollectorStates states,
        Plan plan,
        Layout layout,
        HandoverHistory history,
        Edition edition,
        int cycle,
        String waiting) {

    /** The cycle of a group of which nothing was taken over. */
    static final int ITS_OWN = 1_000;

    /** Of a group of which nothing is known. */
    public static GroupState beginning(HandoverHistory history) {
        return new GroupState(
                CollectorStates.NONE, Plan.NONE, Layout.EMPTY, history, Edition.NONE, ITS_OWN, "nothing is known yet");
    }

    GroupState seen(CollectorStates newStates, HandoverHistory newHistory) {
        return new GroupState(newStates, plan, layout, newHistory, edition, cycle, waiting);
    }

    GroupState waitingFor(String reason) {
        return new GroupState(states, plan, layout, history, edition, cycle + 1, reason);
    }

    GroupState publishing(Edition newEdition) {
        return new GroupState(states, plan, layout, history, newEdition, cycle + 1, "");
    }
}
