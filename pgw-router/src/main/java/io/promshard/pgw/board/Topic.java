package io.promshard.pgw.board;

import java.util.Locale;

/** What a note on the board is about. */
public enum Topic {
    /** A gateway that is taken out of service; its name is the gateway's id. */
    DRAINED,
    /** A gateway that is not trusted yet; its name is the gateway's id. */
    QUARANTINED,
    /** Places where nobody may push for the moment. */
    HOLD,
    /** Groups that were deleted or moved. */
    LEDGER,
    /** All groups of a selection, which were deleted. */
    SWEEP;

    /** As a part of a path. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a router that starts again should know of it. */
    boolean isLasting() {
        return this != HOLD;
    }
}
