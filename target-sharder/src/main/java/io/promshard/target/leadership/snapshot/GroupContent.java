package io.promshard.target.leadership.snapshot;

import java.time.Instant;
import java.util.List;

/**
 * What a leader has decided for one group, in columns: a million keys take 20 MB. The arrays are taken as they are, and nobody may
 * write to them afterwards.
 *
 * @param generation of the group's last publication
 * @param collectors ids that {@code holders} and moves are indices of
 * @param keys growing
 * @param starts of each key, where its holders begin in {@code holders}; one more at the end
 * @param holders collectors that have the key in their lists, hand-overs in progress included, the first choice first
 * @param series of each key, as last known; negative if never
 */
@SuppressWarnings("ArrayRecordComponent") // Columns that nobody compares.
public record GroupContent(
        String name,
        long generation,
        List<String> collectors,
        long[] keys,
        int[] starts,
        int[] holders,
        int[] series,
        List<Pin> pins,
        List<Drain> drains,
        List<OpenMove> moves,
        List<FailedMove> failures) {

    public GroupContent {
        collectors = List.copyOf(collectors);
        pins = List.copyOf(pins);
        drains = List.copyOf(drains);
        moves = List.copyOf(moves);
        failures = List.copyOf(failures);
        requireColumns(keys, starts, holders, series);
        for (int holder : holders) {
            requireIndex(holder, collectors, "holder");
        }
        for (OpenMove move : moves) {
            requireIndex(move.from(), collectors, "move's origin");
            requireIndex(move.to(), collectors, "move's destination");
        }
    }

    /** A key that an operator has put onto a collector. */
    public record Pin(long key, String collector) {}

    /**
     * A collector that an operator empties, or has emptied.
     *
     * @param drained when nothing was left on it; {@link Instant#EPOCH} while there is
     */
    public record Drain(String collector, Instant since, Instant drained) {}

    /**
     * A key on its way.
     *
     * @param from index of a collector
     * @param to index of a collector
     * @param since when it was added to the new one's list
     * @param reason for people
     */
    public record OpenMove(long key, int from, int to, Instant since, String reason) {}

    /**
     * A move that failed and is not tried again for a while.
     *
     * @param to the collector that did not scrape the key, which may be gone
     * @param times how often in a row
     * @param until when it may be tried again
     */
    public record FailedMove(long key, String to, int times, Instant until) {}

    private static void requireColumns(long[] keys, int[] starts, int[] holders, int[] series) {
        require(starts.length == keys.length + 1, "starts", starts.length);
        require(series.length == keys.length, "series", series.length);
        require(starts[0] == 0 && starts[keys.length] == holders.length, "holders", holders.length);
        for (int i = 0; i < keys.length; i++) {
            require(starts[i] <= starts[i + 1], "starts", i);
            require(i == 0 || keys[i - 1] < keys[i], "keys", i);
        }
    }

    private static void requireIndex(int index, List<String> collectors, String what) {
        if (index < 0 || index >= collectors.size()) {
            throw new IllegalArgumentException(
                    "a " + what + " is collector number " + index + " of " + collectors.size());
        }
    }

    private static void require(boolean holds, String column, int at) {
        if (!holds) {
            throw new IllegalArgumentException("the column " + column + " does not fit the others, at " + at);
        }
    }
}
