package io.promshard.target.handover;

import java.util.List;

/**
 * What one step of the hand-over made of a layout.
 *
 * @param after the very layout that was before if nothing changed
 * @param started hand-overs that began, by key
 * @param ended hand-overs that are over, by key
 * @param appeared how many keys are held for the first time
 * @param vanished how many keys are no more
 */
public record Step(Layout after, List<Move> started, List<EndedMove> ended, int appeared, int vanished) {

    public Step {
        started = List.copyOf(started);
        ended = List.copyOf(ended);
    }
}
