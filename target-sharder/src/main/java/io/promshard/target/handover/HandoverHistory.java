package io.promshard.target.handover;

import io.promshard.target.collector.CollectorChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What moved of late, and which collectors came, went or failed: whoever reads the collectors' history needs to know when a series
 * may exist twice, and when it may be missing. Immutable and bounded.
 */
public final class HandoverHistory {

    /** Live queries to the old collector show a series for so many intervals after its last scrape. */
    private static final double STALE_INTERVALS = 3.1;

    /** A collector takes up to so long to heed its new list. */
    private static final Duration PICK_UP = Duration.ofSeconds(10);

    private final int atMost;
    private final Duration atLongest;
    private final Instant completeSince;
    private final List<EndedMove> moves;
    private final List<CollectorChange> changes;

    private HandoverHistory(
            int atMost,
            Duration atLongest,
            Instant completeSince,
            List<EndedMove> moves,
            List<CollectorChange> changes) {
        this.atMost = atMost;
        this.atLongest = atLongest;
        this.completeSince = completeSince;
        this.moves = moves;
        this.changes = changes;
    }

    /**
     * That begins now.
     *
     * @param atMost moves that are remembered, and as many changes of collectors
     * @param atLongest how long they are
     */
    public static HandoverHistory startingAt(Instant now, int atMost, Duration atLongest) {
        return new HandoverHistory(atMost, atLongest, now, List.of(), List.of());
    }

    /** Knows of nothing before now: others may have moved keys. */
    public HandoverHistory restartedAt(Instant now) {
        return startingAt(now, atMost, atLongest);
    }

    /** With what happened since. Nothing new costs nothing; something new costs a copy. */
    public HandoverHistory with(Collection<EndedMove> ended, Collection<CollectorChange> changed, Instant now) {
        if (ended.isEmpty() && changed.isEmpty()) {
            return this;
        }
        Instant since = later(completeSince, now.minus(atLongest));
        List<EndedMove> allMoves = new ArrayList<>(moves);
        allMoves.addAll(ended);
        List<CollectorChange> allChanges = new ArrayList<>(changes);
        allChanges.addAll(changed);
        int surplus = Math.max(0, allMoves.size() - atMost);
        int surplusChanges = Math.max(0, allChanges.size() - atMost);
        for (EndedMove forgotten : allMoves.subList(0, surplus)) {
            since = later(since, forgotten.ended());
        }
        for (CollectorChange forgotten : allChanges.subList(0, surplusChanges)) {
            since = later(since, forgotten.at());
        }
        Instant oldest = since;
        allMoves.removeIf(move -> !move.ended().isAfter(oldest));
        allChanges.removeIf(change -> !change.at().isAfter(oldest));
        return new HandoverHistory(atMost, atLongest, since, List.copyOf(allMoves), List.copyOf(allChanges));
    }

    /** From when on nothing has been forgotten. */
    public Instant completeSince() {
        return completeSince;
    }

    /** Hand-overs that were under way at some moment of that time, in the order in which they ended. */
    public List<EndedMove> moves(Instant from, Instant to) {
        return moves.stream()
                .filter(move ->
                        !move.ended().isBefore(from) && !move.move().written().isAfter(to))
                .toList();
    }

    /** Changes of collectors within that time, oldest first. */
    public List<CollectorChange> changes(Instant from, Instant to) {
        return changes.stream()
                .filter(change -> !change.at().isBefore(from) && !change.at().isAfter(to))
                .toList();
    }

    /**
     * Whether each series had one collector and the same throughout that time, and each collector was there: only then may
     * aggregations be left to the collectors.
     *
     * @param open hand-overs under way now
     * @param interval the longest scrape interval
     */
    public boolean isClear(Instant from, Instant to, Collection<Move> open, Duration interval) {
        Instant first = from.minus(echo(interval));
        return !from.isBefore(completeSince)
                && moves(first, to).isEmpty()
                && changes(first, to).isEmpty()
                && open.stream().allMatch(move -> move.written().isAfter(to));
    }

    /**
     * How long after a hand-over a series may still be seen on its old collector.
     *
     * @param interval the longest scrape interval
     */
    public static Duration echo(Duration interval) {
        return PICK_UP.plusMillis((long) (STALE_INTERVALS * interval.toMillis()));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
