package io.promshard.target.handover;

import java.time.Instant;

/**
 * A hand-over that is over.
 *
 * @param ended when the key was taken from one of the two: from {@code move.from()} if the result is {@link Result#MOVED} or
 *     {@link Result#UNCONFIRMED}, else from {@code move.to()}, or from both
 */
public record EndedMove(Move move, Instant ended, Result result) {

    /** How a hand-over ended. */
    public enum Result {
        /** The new collector scrapes, the old one has been taken off. */
        MOVED,

        /** The old collector was taken off although the new one was not seen to scrape: the old one did not either. */
        UNCONFIRMED,

        /** The new collector did not scrape in time what the old one does. */
        ROLLED_BACK,

        /** The assignment changed its mind before the new collector had taken over. */
        CANCELLED,

        /** The new collector died. */
        RECEIVER_DIED,

        /** The target is no more. */
        VANISHED
    }
}
