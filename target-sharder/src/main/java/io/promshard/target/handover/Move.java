package io.promshard.target.handover;

import java.time.Instant;
import java.util.Optional;

/**
 * A hand-over under way: {@code to} has been given the key, {@code from} still has it.
 *
 * @param job of the key's first target
 * @param written when the key was given to {@code to}
 * @param firstScraped when {@code to} first scraped it; empty until a report says so
 */
public record Move(
        long key, String job, String from, String to, Reason reason, Instant written, Optional<Instant> firstScraped) {

    /** Why a key moves. */
    public enum Reason {
        /** The assignment likes another collector better. */
        REBALANCED,

        /** Its collector is being drained. */
        DRAINED,

        /** Its collector is dead. Such moves wait for nobody, and do not count as in flight. */
        DIED
    }

    boolean urgent() {
        return reason == Reason.DIED;
    }

    Move scrapedAt(Instant when) {
        return new Move(key, job, from, to, reason, written, Optional.of(when));
    }
}
