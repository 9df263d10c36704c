package io.promshard.target.assign;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What an assignment changes against the one before it, and why. Of keys that both know: new keys and keys that are gone do not move.
 */
public final class Difference {

    /** Why a key moves; the first that applies. */
    public enum Reason {
        /** A collector that had the key may take no targets any more. */
        COLLECTOR_LEFT,
        /** An operator chose the collector that gets the key. */
        PIN,
        /** A collector that gets the key was not there before. */
        COLLECTOR_JOINED,
        /** A collector had too much: only with strategies that look at how much collectors have. */
        LOAD,
        /** Settings changed: the strategy, weights, tags, replicas, or a pin is gone; or the target's label that decides. */
        SETTINGS
    }

    /**
     * A key that moves.
     *
     * @param from who loses it; nobody, if it only gets more collectors
     * @param to who gets it; nobody, if it only loses some
     */
    public record Move(long key, List<String> from, List<String> to, Reason reason) {}

    private final AssignmentRequest request;
    private final Assignment after;
    private final History history;
    private final MoveReasons reasons;
    private final Map<Reason, Integer> counts = new EnumMap<>(Reason.class);
    private int[] moved = new int[16];
    private int size;
    private int known;
    private long targets;
    private double series;

    private Difference(AssignmentRequest request, Assignment after) {
        this.request = request;
        this.after = after;
        this.history =
                new History(request.previous(), request.keys(), new Fleet(request.collectors(), request.replicaTag()));
        this.reasons = new MoveReasons(request, after, history);
    }

    /**
     * Compares what a request led to with what it says was before.
     *
     * @param after what {@link Assigner} made of the request
     */
    public static Difference of(AssignmentRequest request, Assignment after) {
        Difference difference = new Difference(request, after);
        for (int key = 0; key < after.size(); key++) {
            if (difference.history.owners(key) > 0 && after.owners(key) > 0) {
                difference.known++;
                if (!difference.stays(key)) {
                    difference.add(key);
                }
            }
        }
        return difference;
    }

    private boolean stays(int key) {
        boolean stays = history.owners(key) == after.owners(key);
        for (int rank = 0; rank < after.owners(key) && stays; rank++) {
            stays = history.owned(key, after.owner(key, rank));
        }
        return stays;
    }

    private void add(int key) {
        if (size == moved.length) {
            moved = Arrays.copyOf(moved, 2 * size);
        }
        moved[size++] = key;
        targets += request.keys().targets(key);
        series += request.keys().series(key);
        counts.merge(reasons.of(key), 1, Integer::sum);
    }

    /** How many keys move. */
    public int size() {
        return size;
    }

    /** The move at that place, from 0, in the order of keys. */
    public Move move(int index) {
        int key = moved[index];
        List<String> before = history.names(key);
        List<String> to = reasons.gained(key).mapToObj(after.collectors()::get).toList();
        List<String> from = before.stream()
                .filter(collector -> !after.at(key).contains(collector))
                .toList();
        return new Move(after.key(key), from, to, reasons.of(key));
    }

    /** How many keys move for each reason; reasons of none are left out. */
    public Map<Reason, Integer> counts() {
        return Collections.unmodifiableMap(counts);
    }

    /** The share of keys that move, 0 to 1, among those that had a collector before and have one now. */
    public double share() {
        return known == 0 ? 0 : (double) size / known;
    }

    /** How many targets the keys that move have. */
    public long targets() {
        return targets;
    }

    /** How many series the keys that move have. */
    public double series() {
        return series;
    }
}
