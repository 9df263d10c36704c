package io.promshard.shard.membership;

import java.time.Instant;

/** How a source of members stands: it tells "there is nobody" apart from "nobody could be asked". */
public sealed interface SourceState {

    /** When it came to stand so. */
    Instant since();

    /** Nothing has been heard yet. The view is empty and says nothing about the members. */
    record Waiting(Instant since) implements SourceState {}

    /** The view is what the source says now; if it is empty, there is nobody. */
    record InSync(Instant since) implements SourceState {}

    /**
     * The source cannot be asked. The view is the last that it gave, if it ever gave one.
     *
     * @param reason for people: what was tried and what came of it
     */
    record Lost(Instant since, String reason) implements SourceState {}
}
