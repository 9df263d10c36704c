package io.promshard.target.leadership.snapshot;

/**
 * What a leader wrote down.
 *
 * @param term of the leader
 * @param generation grows with each writing, within a term and over it
 * @param content as {@link SnapshotCodec} makes it; taken as it is, nobody may write to it afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // Megabytes that nobody compares.
public record Snapshot(long term, long generation, byte[] content) {

    /** Whether it was written after that one. */
    public boolean isNewerThan(Snapshot other) {
        return term > other.term || (term == other.term && generation > other.generation);
    }
}
