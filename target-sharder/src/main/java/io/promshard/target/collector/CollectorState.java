package io.promshard.target.collector;

/**
 * How far a collector counts.
 *
 * <pre>
 *            settled              checks fail           grace over
 *   JOINING ─────────▶ LIVE ◀──────────────▶ FAILING ──────────────▶ DEAD ◀─────┐
 *                     ▲    ╲ drain                   holds nothing, ╱    ╲ well  │ checks fail
 *                     │     ▼                     left the service ▼      ▼      │
 *                     │   DRAINING ──▶ DRAINED ──────────────────▶ GONE ▶ RETURNING
 *                     │               holds nothing                         │
 *                     └─────────────────────────────────────────────────────┘ well long enough
 * </pre>
 */
public enum CollectorState {

    /** New, and not yet there for long enough. */
    JOINING(false, true, true),

    LIVE(true, true, true),

    /** Its checks fail, but not for long yet: it keeps what it has and gets no more. */
    FAILING(true, true, true),

    /** Its checks have failed too long, or it left: others take its targets. Its lists stay, in case it scrapes after all. */
    DEAD(false, false, false),

    /** Back from the dead: it gets the lists that hold now, and counts when it has been well for long enough. */
    RETURNING(false, true, true),

    /** On its way out, by order or by maintenance: it scrapes each target until another does. */
    DRAINING(false, true, true),

    /** Drained, and holds nothing. Its history is still asked for. */
    DRAINED(false, true, true),

    /** It left, and holds nothing. Its history is still asked for until it is forgotten. */
    GONE(false, false, false);

    private final boolean counts;
    private final boolean written;
    private final boolean scrapes;

    CollectorState(boolean counts, boolean written, boolean scrapes) {
        this.counts = counts;
        this.written = written;
        this.scrapes = scrapes;
    }

    /** Whether targets are placed on it: it is among the collectors that an assignment is computed for. */
    public boolean counts() {
        return counts;
    }

    /** Whether a target may be moved to it now. */
    public boolean takesTargets() {
        return this == LIVE;
    }

    /** Whether its lists are delivered; those of others stay as they are. */
    public boolean written() {
        return written;
    }

    /** Whether it can be taken to scrape what it has. */
    public boolean scrapes() {
        return scrapes;
    }
}
